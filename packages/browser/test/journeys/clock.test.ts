import { expect, test } from 'vitest';
import { pollNeedOf } from '../../src/journeys/poll-need-of.js';
import type { JourneySnapshot } from '../../src/index.js';
import { phaseOf } from '../support/phase-of.js';
import { openShop } from '../support/polling-shop.js';
import type { Shop, Tab } from '../support/shop.js';

const polls = /GET \/(queues\/.*\/status|consumers\/me)/;
const day = 86_400_000;

async function inLine(shop: Shop): Promise<Tab> {
  shop.platform.world.organizations[0].queue.admitRate = 1;
  const tab = shop.open();
  await tab.client.auth.guest();
  await tab.client.journeys.get(shop.experienceId).enter();
  await shop.settle();
  return tab;
}

test.each([-day, day])(
  'B13: a clock that was set by %i ms does not keep a grant from being seen',
  async (by) => {
    const shop = openShop();
    const { client } = await inLine(shop);

    shop.skewMs = by;
    await shop.pass(100_000);

    expect(phaseOf(client.journeys.get(shop.experienceId).view)).toBe('granted');
  },
);

test('B13: a page that is shown after its clock was set back reads at once', async () => {
  const shop = openShop();
  const { page } = await inLine(shop);
  page.hide();
  shop.skewMs = -day;
  shop.sent.length = 0;

  page.show();
  await shop.settle();

  expect(shop.count(polls)).toBe(1);
});

test('B13: a page that is hidden after its clock was set back goes on', async () => {
  const shop = openShop();
  const { page, client } = await inLine(shop);
  shop.skewMs = -day;

  page.hide();
  await shop.pass(120_000);

  expect(phaseOf(client.journeys.get(shop.experienceId).view)).toBe('granted');
});

test.each([
  ['a minute before', -60_000, 30_000],
  ['five seconds before', -5_000, 5_000],
  ['at the time', 0, 2_000],
  ['ten seconds late', 10_000, 2_000],
  ['minutes late, or by a clock that is wrong', 600_000, 30_000],
])('a way that opens is asked for: %s', (_when, after, everyMs) => {
  const opensAt = '2026-11-22T10:00:00Z';
  const view = { journeyStage: 'routed', phase: 'scheduled', distribution: { opensAt } } as JourneySnapshot;

  expect(pollNeedOf(view, Date.parse(opensAt) + after)).toEqual({ everyMs, takesPart: false });
});

test('a time that cannot be read is no reason to ask without a pause', () => {
  const scheduled = { journeyStage: 'routed', phase: 'scheduled', distribution: { opensAt: 'soon' } };
  const granted = { journeyStage: 'routed', phase: 'granted', grant: { expiresAt: 'later' } };

  expect(pollNeedOf(scheduled as JourneySnapshot, 0)?.everyMs).toBe(30_000);
  expect(pollNeedOf(granted as JourneySnapshot, 0)?.everyMs).toBe(60_000);
});
