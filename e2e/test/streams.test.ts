import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeClient } from '../src/tab.ts';
import { openWorld, type E2eWorld } from '../src/world.ts';

declare global {
  var heard: { readonly event: string; readonly id: string; readonly cause?: string }[];
  var streamEnd: string | undefined;
}

let world: E2eWorld;
beforeAll(async () => {
  world = await openWorld({ leewayMs: 0 });
});
afterAll(() => world.close());

const patient = { timeout: 15_000 };

async function follow(tab: Page, lastEventId?: string): Promise<void> {
  await tab.evaluate((from) => {
    globalThis.heard = [];
    globalThis.streamEnd = undefined;
    void globalThis.fanfare.events
      .open({
        ...(from !== undefined && { lastEventId: from }),
        onEvent({ event, data }, id) {
          const cause = event === 'journey' ? data.causes?.join() : undefined;
          globalThis.heard.push({ event, id, ...(cause !== undefined && { cause }) });
        },
      })
      .then(
        () => (globalThis.streamEnd = 'over'),
        (error: { code: string }) => (globalThis.streamEnd = error.code),
      );
  }, lastEventId);
}

const heardIn = (tab: Page): Promise<typeof globalThis.heard> => tab.evaluate(() => globalThis.heard);
const causesIn = async (tab: Page): Promise<string> =>
  (await heardIn(tab)).flatMap(({ cause }) => cause ?? []).join();

/** Enters the queue, leaves it, and enters again, each told by the stream. */
async function act(tab: Page, calls: readonly ('enter' | 'leave')[]): Promise<void> {
  const [{ queue }] = world.mock.platform.world.organizations;
  for (const call of calls) {
    await tab.evaluate(([name, id]) => globalThis.fanfare.queues[name](id), [call, queue.id] as const);
    await world.mock.platform.clock.advance('1s');
  }
}

async function openFollowing(): Promise<{ tab: Page; close: () => Promise<void> }> {
  const { context, tabs } = await world.openTabs(1);
  const tab = tabs[0]!;
  const [{ experience }] = world.mock.platform.world.organizations;
  await tab.evaluate(async (id) => {
    await globalThis.fanfare.auth.guest();
    await globalThis.fanfare.experiences.enter(id);
  }, experience.id);
  await follow(tab);
  await expect.poll(async () => (await heardIn(tab)).length, patient).toBeGreaterThan(0);
  return { tab, close: () => context.close() };
}

async function expectOnce(tab: Page, causes: string): Promise<void> {
  // The queue may have let the shopper in meanwhile.
  await expect.poll(() => causesIn(tab), patient).toMatch(new RegExp(`^${causes}(,granted)?$`));
  const ids = (await heardIn(tab)).map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
}

describe('F14: a stream in a real browser', () => {
  it('loses and doubles nothing when it is cut again and again', async () => {
    const { platform } = world.mock;
    const undo = platform.fault({ operation: 'events.stream', cutBodyAt: 700, times: 2 });
    world.mark();
    const { tab, close } = await openFollowing();
    await act(tab, ['enter', 'leave', 'enter']);

    await expectOnce(tab, 'entered,left,entered');
    expect(world.calls('events.stream')).toBeGreaterThan(2);
    undo();
    await close();
  });

  it('goes on with another token when its own runs out', async () => {
    const { tab, close } = await openFollowing();
    world.mark();
    await world.mock.platform.clock.advance('61m');
    await expect.poll(() => world.calls('events.stream'), patient).toBeGreaterThan(0);
    await act(tab, ['enter', 'leave']);

    await expectOnce(tab, 'entered,left');
    expect(await tab.evaluate(() => globalThis.streamEnd)).toBeUndefined();
    await close();
  });

  it('goes on behind the last event after a reload', async () => {
    const { tab, close } = await openFollowing();
    await act(tab, ['enter']);
    await expectOnce(tab, 'entered');
    const last = (await heardIn(tab)).at(-1)!.id;
    await tab.goto('about:blank');
    await tab.goBack();
    await makeClient(tab, world.tabOptions);
    await act(tab, ['leave']);
    await follow(tab, last);

    await expectOnce(tab, 'left');
    await close();
  });

  it('C1: ends when another shopper signs in, in another tab', async () => {
    const { tab, close } = await openFollowing();
    const other = await tab.context().newPage();
    await other.goto(world.page.origin);
    await makeClient(other, world.tabOptions);
    await other.evaluate(async () => {
      await globalThis.fanfare.auth.logout();
      await globalThis.fanfare.auth.guest();
    });

    // Which of them depends on what arrives first: the word of the platform, of the other tab, or of who signed in there.
    const ends = /^(over|session_replaced|not_authenticated)$/;
    await expect.poll(() => tab.evaluate(() => globalThis.streamEnd ?? ''), patient).toMatch(ends);
    const before = (await heardIn(tab)).length;
    await act(other, ['enter']);
    expect((await heardIn(tab)).length).toBe(before);
    await close();
  });
});
