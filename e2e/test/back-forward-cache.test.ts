import type { Page, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { putAway } from '../src/put-away.ts';
import { callMany } from '../src/tab.ts';
import { openWorld, type E2eWorld } from '../src/world.ts';

let world: E2eWorld;
beforeAll(async () => {
  world = await openWorld({ leewayMs: 0, backForwardCache: true });
});
afterAll(() => world.close());

const patient = { timeout: 30_000, interval: 100 };
/** Longer than an access token lives, in minutes. */
const sleptMinutes = 66;
const sleptMs = sleptMinutes * 60_000;

const sleep = (): Promise<unknown> => world.mock.platform.clock.advance(`${sleptMinutes}m`);
const refused = (): number => world.mock.platform.requests.filter(({ status }) => status === 401).length;

/** Follows the seeded experience in a tab, and goes to stand in its line if asked to. */
async function follow(tab: Page, { enters }: { readonly enters: boolean }): Promise<void> {
  const [{ experience }] = world.mock.platform.world.organizations;
  await tab.evaluate(
    async ([id, isEntering]) => {
      const journey = globalThis.fanfare.journeys.get(id);
      journey.subscribe(() => undefined);
      if (isEntering) await journey.enter();
      else await globalThis.fanfare.auth.restore();
    },
    [experience.id, enters] as const,
  );
}

const standing = (tab: Page): Promise<string> => {
  const [{ experience }] = world.mock.platform.world.organizations;
  return tab.evaluate((id) => {
    const { view } = globalThis.fanfare.journeys.get(id);
    return 'phase' in view ? view.phase : view.journeyStage;
  }, experience.id);
};

/** Tells how many streams a tab has open. */
function countStreams(tab: Page): { readonly open: () => number } {
  const open = new Set<Request>();
  const isStream = (request: Request): boolean => new URL(request.url()).pathname.endsWith('/events/stream');
  tab.on('request', (request) => void (isStream(request) && open.add(request)));
  tab.on('requestfinished', (request) => open.delete(request));
  tab.on('requestfailed', (request) => open.delete(request));
  return { open: () => open.size };
}

async function leaveLine(tab: Page): Promise<void> {
  const [{ queue }] = world.mock.platform.world.organizations;
  await tab.evaluate((id) => globalThis.fanfare.queues.leave(id), queue.id);
}

describe('a page that comes back out of the back/forward cache of a real Chromium', () => {
  it('B13: with a token past its life makes one refresh and shows the old one to nobody', async () => {
    const { context, tabs } = await world.openTabs(1);
    const tab = tabs[0]!;
    await tab.evaluate(() => globalThis.fanfare.auth.guest());
    const away = await putAway(tab, { sleptMs });
    await sleep();
    world.mark();
    const before = refused();

    await away.goBack();
    const results = await Promise.all([callMany(tab, 25), callMany(tab, 25)]);

    expect(results).toEqual([
      { ok: 25, codes: [] },
      { ok: 25, codes: [] },
    ]);
    expect(world.calls('auth.refresh')).toBe(1);
    expect(refused()).toBe(before);
    await context.close();
  });

  it('F14: let go of its stream, and takes it up again with a new token', async () => {
    const { context, tabs } = await world.openTabs(1);
    const tab = tabs[0]!;
    const streams = countStreams(tab);
    await tab.evaluate(() => globalThis.fanfare.auth.guest());
    await follow(tab, { enters: true });
    await expect.poll(streams.open, patient).toBe(1);

    const away = await putAway(tab, { sleptMs });
    await expect.poll(streams.open, patient).toBe(0);
    await sleep();
    world.mark();
    const before = refused();
    await away.goBack();

    await expect.poll(streams.open, patient).toBe(1);
    await leaveLine(tab);
    await expect.poll(() => standing(tab), patient).toBe('ended');
    expect(world.calls('auth.refresh')).toBe(1);
    expect(world.calls('events.stream')).toBe(1);
    expect(refused()).toBe(before);
    await context.close();
  });

  it('B5: learns what another tab did meanwhile, and spends no refresh of its own', async () => {
    const { context, tabs } = await world.openTabs(2);
    const [tab, other] = tabs as [Page, Page]; // two were opened
    const others = countStreams(other);
    await tab.evaluate(() => globalThis.fanfare.auth.guest());
    await follow(tab, { enters: true });
    await follow(other, { enters: false });
    await expect.poll(() => standing(other), patient).toMatch(/participating|granted/);

    const away = await putAway(tab); // both tabs are of one device, whose clock no test can set for both at once
    await expect.poll(others.open, patient).toBe(1);
    await sleep();
    world.mark();
    await leaveLine(other); // it refreshes, and says so on every channel: a page that still listened would be thrown away
    await expect.poll(() => standing(other), patient).toBe('ended');
    await away.goBack();

    await expect.poll(() => standing(tab), patient).toBe('ended');
    expect(await callMany(tab, 25)).toEqual({ ok: 25, codes: [] });
    expect(world.calls('auth.refresh')).toBe(1);
    await context.close();
  });

  it('C1: shows nothing of a shopper who signed out meanwhile, and answers as who came after', async () => {
    const { context, tabs } = await world.openTabs(2);
    const [tab, other] = tabs as [Page, Page]; // two were opened
    await tab.evaluate(() => globalThis.fanfare.auth.guest());
    await follow(tab, { enters: true });
    await other.evaluate(() => globalThis.fanfare.auth.restore());

    const away = await putAway(tab);
    const next = await other.evaluate(async () => {
      await globalThis.fanfare.auth.logout();
      await globalThis.fanfare.auth.guest();
      return globalThis.fanfare.auth.session.consumer?.consumerId;
    });
    await away.goBack();

    await expect
      .poll(() => tab.evaluate(() => globalThis.fanfare.auth.session.consumer?.consumerId), patient)
      .toBe(next);
    await expect.poll(() => standing(tab), patient).toBe('ready');
    expect(await callMany(tab, 1)).toEqual({ ok: 1, codes: [] });
    await context.close();
  });
});
