import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { launchChromium } from '@fanfare/e2e/chromium';
import type { Browser } from 'playwright-core';
import { attackGrants, attackWebhooks, bookedOrders } from './attacks.ts';
import { enterCrowd } from './crowd.ts';
import { openReport, type Report } from './report.ts';
import { openShop, type Shop } from './shop.ts';
import {
  continueAsGuest,
  joinLine,
  openShopper,
  placeInLine,
  reaches,
  signIn,
  type Shopper,
} from './shopper.ts';
import type { Crossing } from './wire-tap.ts';

const crowdSize = 8;
const shortLifeSeconds = 6;
const email = 'robin@example.com';
const pictures = fileURLToPath(new URL('../screenshots/', import.meta.url));

const report = openReport();
const open: (() => Promise<void>)[] = [];
try {
  await tellTheStory(report);
} catch (error) {
  report.check(
    'the story was told to its end',
    false,
    error instanceof Error ? error.message : String(error),
  );
}
for (const close of open.reverse()) await close();
process.exitCode = report.close();

async function tellTheStory(report: Report): Promise<void> {
  report.step('Mock platform, merchant backend and storefront start on free ports');
  const shop = await openShop({ live: false });
  open.push(shop.close);
  report.note(`mock ${shop.mock.url} · backend ${shop.backend.url} · storefront ${shop.storefront.url}`);
  const browser = await launchChromium();
  open.push(() => browser.close());
  report.note(`Chromium ${browser.version()}`);
  await mkdir(pictures, { recursive: true });

  const { guest, member, secondTab } = await everybodyQueues({ shop, browser, report });
  await tokenExpires({ shop, member, secondTab, report });
  await pageReloads({ member, report });
  await guestPaysHosted({ shop, guest, report });
  const stolen = await memberPaysAtTheShop({ shop, member, secondTab, report });
  await merchantLooks({ shop, browser, report });

  report.step('Somebody tries to cheat');
  await attackWebhooks(shop, report);
  await attackGrants(shop, stolen, report);
  await lookBack({ shop, shoppers: [guest, member], report });
}

async function everybodyQueues(parts: { shop: Shop; browser: Browser; report: Report }) {
  const { shop, browser, report } = parts;
  report.step('Two shoppers come, and they are not the first');
  await enterCrowd(shop, crowdSize);
  const context = () => browser.newContext({ viewport: { width: 1200, height: 760 }, deviceScaleFactor: 1 });
  const guest = await openShopper('guest', await context(), shop.storefront.url);
  await continueAsGuest(guest.tab);
  await joinLine(guest.tab);
  report.check(
    'the guest stands in line behind the crowd',
    (await placeInLine(guest.tab)) > 1,
    `place ${await placeInLine(guest.tab)}`,
  );

  await shop.control.settings({ accessTokenTtlSeconds: shortLifeSeconds });
  const member = await openShopper('member', await context(), shop.storefront.url);
  await signIn(member.tab, email, () => shop.control.otp(email));
  await shop.control.settings({ accessTokenTtlSeconds: 3_600 });
  await joinLine(member.tab);
  const secondTab = await member.openTab();
  await reaches(secondTab, 'waiting');
  const places = [await placeInLine(member.tab), await placeInLine(secondTab)];
  report.check(
    'the member signed in by one-time code and stands behind the guest',
    Math.min(...places) > 1,
    `place ${places[0]}`,
  );
  report.check(
    'a second tab shows the same session and the same line',
    Math.abs((places[0] ?? 0) - (places[1] ?? 99)) <= 1,
    `places ${places.join(' and ')}`,
  );
  await member.tab.screenshot({ path: `${pictures}waiting.png` });
  return { guest, member, secondTab };
}

async function tokenExpires(parts: {
  shop: Shop;
  member: Shopper;
  secondTab: Shopper['tab'];
  report: Report;
}): Promise<void> {
  const { shop, member, secondTab, report } = parts;
  report.step(`The member's access token (${shortLifeSeconds} s) expires while both tabs wait`);
  const since = shop.platformTap.crossings.length;
  await new Promise((resolve) => setTimeout(resolve, shortLifeSeconds * 1_000));
  await Promise.all(
    [member.tab, secondTab].map((tab) =>
      tab.reload().then(() => tab.locator('#panel[data-state]').waitFor()),
    ),
  );
  await Promise.all(
    [member.tab, secondTab].map((tab) => tab.locator('#panel:not([data-state="loading"])').waitFor()),
  );
  const all = shop.platformTap.crossings;
  const refreshes = all.filter(isRefresh);
  const refused = all.slice(since).filter(({ status }) => status === 401);
  report.check(
    'two tabs, one refresh',
    refreshes.length === 1 && refreshes[0]?.status === 200,
    `${refreshes.length} refresh request, ${refused.length} calls refused before it`,
  );
  const states = await Promise.all(
    [member.tab, secondTab].map((tab) => tab.locator('#panel').getAttribute('data-state')),
  );
  report.check(
    'both tabs go on and nobody was signed out',
    !states.includes('signed-out'),
    states.join(' and '),
  );
}

async function pageReloads({ member, report }: { member: Shopper; report: Report }): Promise<void> {
  report.step('The member reloads the page');
  const state = await member.tab.locator('#panel').getAttribute('data-state');
  const before = state === 'waiting' ? await placeInLine(member.tab) : 0;
  await member.tab.reload();
  await member.tab.locator('#panel[data-state="waiting"], #panel[data-state="granted"]').waitFor();
  const granted = (await member.tab.locator('#panel').getAttribute('data-state')) === 'granted';
  const after = granted ? 0 : await placeInLine(member.tab);
  report.check(
    'the place in line is kept',
    after <= before,
    granted ? 'it is the member’s turn already' : `place ${before}, then ${after}`,
  );
  report.check(
    'the member is still signed in',
    (await member.tab.locator('#who').innerText()) === email,
    email,
  );
}

async function guestPaysHosted({
  shop,
  guest,
  report,
}: {
  shop: Shop;
  guest: Shopper;
  report: Report;
}): Promise<void> {
  report.step('The guest is admitted and pays on the platform’s page');
  await reaches(guest.tab, 'granted');
  report.check('the guest is admitted', true, 'the page offers to pay');
  await guest.tab.getByRole('button', { name: 'Pay with Fanfare checkout' }).click();
  await guest.tab.waitForURL((url) => url.origin === shop.mock.url || url.origin === shop.platformTap.url);
  await guest.tab.getByRole('button', { name: /pay/i }).click();
  await guest.tab.waitForURL((url) => url.origin === shop.storefront.url);
  await guest.tab.locator('[data-order="confirmed"]').waitFor({ timeout: 15_000 });
  report.check('back in the shop, the order is confirmed by the webhook', true, 'Order confirmed');
  report.check(
    'no address of the page ever held the grant',
    !guest.tab.url().includes('grant'),
    new URL(guest.tab.url()).search,
  );
  await guest.tab.screenshot({ path: `${pictures}confirmed.png` });
}

async function memberPaysAtTheShop(parts: {
  shop: Shop;
  member: Shopper;
  secondTab: Shopper['tab'];
  report: Report;
}) {
  const { member, secondTab, report } = parts;
  report.step('The member is admitted and pays at the shop’s own till');
  await Promise.all([reaches(member.tab, 'granted'), reaches(secondTab, 'granted')]);
  report.check('both tabs of the member show the admission', true, 'granted and granted');
  const asked = member.tab.waitForRequest((request) => request.url().endsWith('/api/checkout'));
  await member.tab.getByRole('button', { name: 'Pay at our till' }).click();
  const request = await asked;
  await member.tab.locator('[data-order="confirmed"]').waitFor({ timeout: 15_000 });
  report.check('the order is confirmed by the webhook', true, 'Order confirmed');
  return {
    authorization: (await request.headerValue('authorization')) ?? '',
    purchase: request.postDataJSON() as Record<string, string>,
  };
}

async function merchantLooks({
  shop,
  browser,
  report,
}: {
  shop: Shop;
  browser: Browser;
  report: Report;
}): Promise<void> {
  report.step('The merchant looks at the orders');
  const page = await browser.newPage({ viewport: { width: 1200, height: 520 } });
  await page.goto(`${shop.storefront.url}/merchant`);
  const confirmed = await page.locator('span.confirmed').count();
  const booked = await bookedOrders(shop);
  report.check(
    'two orders, each confirmed by one webhook',
    confirmed === 2 && booked.every(({ confirmations }) => confirmations === 1),
    `${confirmed} confirmed`,
  );
  await page.screenshot({ path: `${pictures}orders.png` });
  await page.close();
}

async function lookBack({
  shop,
  shoppers,
  report,
}: {
  shop: Shop;
  shoppers: readonly Shopper[];
  report: Report;
}): Promise<void> {
  report.step('What crossed the wire');
  const { crossings, carried } = shop.platformTap;
  const signed = crossings.filter(({ headers }) => headers.some((line) => /^signature-input$/i.test(line)));
  report.check(
    'the backend signed its requests',
    signed.length >= 4 && signed.every(({ status }) => status < 500),
    `${signed.length} signed requests`,
  );
  report.check(
    'the secret key is in none of them',
    !carried(shop.organization.keys.test.secret),
    `${crossings.length} requests searched`,
  );
  report.check(
    'no token and no grant is in any address',
    crossings.every(({ path }) => !/eyJ|grant_|Bearer/.test(path)),
    `${crossings.length} addresses searched`,
  );
  const refreshes = crossings.filter(isRefresh).length;
  report.check('in the whole story one refresh was needed', refreshes === 1, `${refreshes} refresh request`);
  const defects = await shop.control.defects();
  report.check(
    'every answer of the mock fits the contract',
    defects.length === 0,
    `${defects.length} defects`,
  );
  const complaints = shoppers.flatMap((shopper) => shopper.complaints);
  report.check('no page complained', complaints.length === 0, complaints[0] ?? '0 console errors');
  report.note(`pictures: ${pictures}`);
}

function isRefresh({ method, path }: Crossing): boolean {
  return method === 'POST' && path.endsWith('/auth/refresh');
}
