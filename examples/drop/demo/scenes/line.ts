import { enterCrowd } from '../crowd.ts';
import { continueAsGuest, joinLine, openShopper, placeInLine, reaches, signIn } from '../shopper.ts';
import type { Cast, Stage } from '../stage.ts';

const crowdSize = 8;

/** The life of the member's first access token, in seconds: short, so that the story sees it end. */
export const shortLifeSeconds = 6;

/** The member's address. */
export const email = 'robin@example.com';

/** Two shoppers sign in, each in their own way, and join the line behind a crowd. */
export async function joinTheLine({ shop, browser, report, pictures }: Stage): Promise<Cast> {
  report.step('Two shoppers come, and they are not the first');
  await enterCrowd(shop, crowdSize);
  const context = () => browser.newContext({ viewport: { width: 1200, height: 760 } });

  const guest = await openShopper('guest', await context(), shop.storefront.url);
  await continueAsGuest(guest.tab);
  await joinLine(guest.tab);
  const ahead = await placeInLine(guest.tab);
  report.check('the guest stands in line behind the crowd', ahead > 1, `place ${ahead}`);

  await shop.control.settings({ accessTokenTtlSeconds: shortLifeSeconds });
  const member = await openShopper('member', await context(), shop.storefront.url);
  await signIn(member.tab, email, () => shop.control.otp(email));
  await shop.control.settings({ accessTokenTtlSeconds: 3_600 });
  await joinLine(member.tab);
  const secondTab = await member.openTab();
  await reaches(secondTab, 'waiting');

  const [here, there] = [await placeInLine(member.tab), await placeInLine(secondTab)];
  report.check('the member signed in by one-time code and stands in line', here > 1, `place ${here}`);
  report.check(
    'a second tab shows the same place, but for an admission between two looks',
    here - there === 0 || here - there === 1,
    `places ${here} and ${there}`,
  );
  await member.tab.screenshot({ path: `${pictures}waiting.png` });
  return { guest, member, secondTab };
}
