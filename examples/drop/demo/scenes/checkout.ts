import { bookedOrders, type StolenGrant } from '../attacks.ts';
import { reaches } from '../shopper.ts';
import type { Cast, Stage } from '../stage.ts';

const confirmed = '[data-order="confirmed"]';

/** The guest is admitted and pays on the platform's page. */
export async function guestPaysHosted({ shop, report, pictures }: Stage, { guest }: Cast): Promise<void> {
  report.step('The guest is admitted and pays on the platform’s page');
  const { tab } = guest;
  await reaches(tab, 'granted');
  report.check('the guest is admitted', true, 'the page offers to pay');

  await tab.getByRole('button', { name: 'Pay with Fanfare checkout' }).click();
  await tab.waitForURL((url) => url.origin === shop.mock.url || url.origin === shop.platformTap.url);
  await tab.getByRole('button', { name: /^pay/i }).click();
  await tab.waitForURL((url) => url.origin === shop.storefront.url);
  await tab.locator(confirmed).waitFor({ timeout: 15_000 });
  report.check(
    'back in the shop, the webhook has confirmed the order',
    true,
    await tab.locator('h2').innerText(),
  );
  await tab.screenshot({ path: `${pictures}confirmed.png` });
}

/** The member is admitted in both tabs and pays at the shop's own till. Returns what a thief would have seen. */
export async function memberPaysAtTheShop(
  { report }: Stage,
  { member, secondTab }: Cast,
): Promise<StolenGrant> {
  report.step('The member is admitted and pays at the shop’s own till');
  await Promise.all([reaches(member.tab, 'granted'), reaches(secondTab, 'granted')]);
  report.check('both tabs of the member show the admission', true, 'granted and granted');

  const asked = member.tab.waitForRequest((request) => request.url().endsWith('/api/checkout'));
  await member.tab.getByRole('button', { name: 'Pay at our till' }).click();
  const request = await asked;
  await member.tab.locator(confirmed).waitFor({ timeout: 15_000 });
  report.check('the webhook has confirmed the order', true, await member.tab.locator('h2').innerText());
  return {
    authorization: (await request.headerValue('authorization')) ?? '',
    purchase: request.postDataJSON() as Record<string, string>,
  };
}

/** The merchant sees both orders. */
export async function merchantLooks({ shop, browser, report, pictures }: Stage): Promise<void> {
  report.step('The merchant looks at the orders');
  const page = await browser.newPage({ viewport: { width: 1200, height: 420 } });
  await page.goto(`${shop.storefront.url}/merchant`);
  const shown = await page.locator('span.confirmed').count();
  const once = (await bookedOrders(shop)).every(({ confirmations }) => confirmations === 1);
  report.check('two orders, each confirmed by one webhook', shown === 2 && once, `${shown} confirmed`);
  await page.screenshot({ path: `${pictures}orders.png` });
  await page.close();
}
