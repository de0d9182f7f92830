import type { Page } from 'playwright-core';
import { isRefresh } from '../crossing.ts';
import { placeInLine } from '../shopper.ts';
import type { Cast, Stage } from '../stage.ts';
import { email, shortLifeSeconds } from './line.ts';

const settled = '#panel[data-state="waiting"], #panel[data-state="granted"]';

/** The member's access token runs out; both tabs wake up with it at the same moment. */
export async function tokenExpires({ shop, report }: Stage, { member, secondTab }: Cast): Promise<void> {
  report.step(`The member's access token (${shortLifeSeconds} s) expires while both tabs wait`);
  const tabs = [member.tab, secondTab];
  await new Promise((resolve) => setTimeout(resolve, shortLifeSeconds * 1_000));
  await Promise.all(tabs.map(reload));

  const refreshes = shop.platformTap.crossings.filter(isRefresh);
  const statuses = refreshes.map(({ status }) => status).join(', ');
  report.check(
    'two tabs, one refresh',
    statuses === '200',
    `${refreshes.length} refresh request (status ${statuses})`,
  );
  const names = await Promise.all(tabs.map((tab) => tab.locator('#who').innerText()));
  report.check(
    'both tabs are still signed in',
    names.every((name) => name === email),
    names.join(' and '),
  );
}

/** The member reloads once more and looks at the number. */
export async function pageReloads({ report }: Stage, { member }: Cast): Promise<void> {
  report.step('The member reloads the page');
  const before = await place(member.tab);
  await reload(member.tab);
  const after = await place(member.tab);
  const told = after === 0 ? 'it is the member’s turn' : `place ${after}`;
  report.check('the place in line is kept', after <= before, `place ${before} before, ${told} after`);
}

async function reload(tab: Page): Promise<void> {
  await tab.reload();
  await tab.locator(settled).waitFor();
}

/** 0 once it is the shopper's turn. */
async function place(tab: Page): Promise<number> {
  const state = await tab.locator('#panel').getAttribute('data-state');
  return state === 'granted' ? 0 : placeInLine(tab);
}
