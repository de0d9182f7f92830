import { bookedOrders, type BookedOrder, type StolenGrant } from '../attacks.ts';
import type { Report } from '../report.ts';
import { reaches } from '../shopper.ts';
import type { Cast, Stage } from '../stage.ts';

const confirmed = '[data-order="confirmed"]';

/** The guest is admitted and pays on the platform's page. */
export async function guestPaysHosted({ shop, report, pictures }: Stage, { guest }: Cast): Promise<void> {
  report.step('The guest is admitted and pays on the platform’s page');
  const { tab } = guest;
  await reaches(tab, 'granted');
  const offers = await tab.locator('#panel button').allInnerTexts();
  report.check('the guest is admitted', offers.length === 2, offers.join(' or '));

  await tab.getByRole('button', { name: 'Pay with Fanfare checkout' }).click();
  await tab.waitForURL((url) => url.origin === shop.mock.url || url.origin === shop.platformTap.url);
  await tab.getByRole('button', { name: /^pay/i }).click();
  await tab.waitForURL((url) => url.origin === shop.storefront.url);
  await tab.locator(confirmed).waitFor({ timeout: 15_000 });
  checkConfirmed(report, await bookedOrders(shop), { till: 'hosted' });
  await tab.screenshot({ path: `${pictures}confirmed.png` });
}

/** The member is admitted in both tabs and pays at the shop's own till. Returns what a thief would have seen. */
export async function memberPaysAtTheShop(
  { shop, report }: Stage,
  { member, secondTab }: Cast,
): Promise<StolenGrant> {
  report.step('The member is admitted and pays at the shop’s own till');
  await Promise.all([reaches(member.tab, 'granted'), reaches(secondTab, 'granted')]);
  const shown = await Promise.all(
    [member.tab, secondTab].map((tab) => tab.locator('#panel').getAttribute('data-state')),
  );
  report.check(
    'both tabs of the member show the admission',
    shown.every((state) => state === 'granted'),
    shown.join(' and '),
  );

  const asked = member.tab.waitForRequest((request) => request.url().endsWith('/api/checkout'));
  await member.tab.getByRole('button', { name: 'Pay at our till' }).click();
  const request = await asked;
  await member.tab.locator(confirmed).waitFor({ timeout: 15_000 });
  checkConfirmed(report, await bookedOrders(shop), { till: 'own' });
  return {
    authorization: (await request.headerValue('authorization')) ?? '',
    purchase: request.postDataJSON() as Record<string, string>,
  };
}

/** The merchant sees both orders. */
export async function merchantLooks({ shop, browser, report, pictures }: Stage): Promise<void> {
  report.step('The merchant looks at the orders');
  const httpCredentials = { username: 'merchant', password: shop.merchantPassword };
  const page = await browser.newPage({ viewport: { width: 1200, height: 420 }, httpCredentials });
  await page.goto(`${shop.storefront.url}/merchant`);
  const shown = await page.locator('span.confirmed').count();
  const once = (await bookedOrders(shop)).every(({ confirmations }) => confirmations === 1);
  report.check('two orders, each confirmed by one webhook', shown === 2 && once, `${shown} confirmed`);
  await page.screenshot({ path: `${pictures}orders.png` });
  await page.close();
}

/** The page says so already; this is what the shop's own book says. */
function checkConfirmed(report: Report, orders: readonly BookedOrder[], { till }: { till: string }): void {
  const [order] = orders.filter((booked) => booked.till === till);
  report.check(
    'the webhook has confirmed the order',
    order?.status === 'confirmed' && order.confirmations === 1,
    `${order?.status ?? 'no order'}, by ${order?.confirmations ?? 0} webhook`,
  );
}
