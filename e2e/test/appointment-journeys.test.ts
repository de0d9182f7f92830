import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openShop, type TestShop } from '../../packages/mock/test/support/open-shop.js';
import { openWorld, type E2eWorld } from '../src/world.ts';

let world: E2eWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

declare global {
  /** What the client of the page under test told, oldest first. */
  var toldOf: string[];
}

const patient = { timeout: 60_000, interval: 100 };
const hourMs = 3_600_000;
const admin = { service: 'admin' } as const;
const inMs = (ms: number): string => new Date(world.mock.platform.clock.now() + ms).toISOString();
const dayOf = (ms: number): string => inMs(ms).slice(0, 10);

/** An experience of its own with one way. */
async function openWay(): Promise<{ merchant: TestShop; experienceId: string; sequenceId: string }> {
  const merchant = openShop({ platform: world.mock.platform });
  const made = async (path: string, body: object): Promise<string> =>
    String((await merchant.merchant('POST', path, body, admin)).body['id']);
  const experienceId = await made('/experiences', { name: 'By hand', timeZone: 'Europe/Berlin' });
  const sequenceId = await made('/sequences', { experienceId, name: 'Everyone', priority: 1 });
  return { merchant, experienceId, sequenceId };
}

/** Opens tabs that follow the journey of one guest, and writes down what the first one is told. */
async function openTabs(experienceId: string, count: number) {
  const { context, tabs } = await world.openTabs(count);
  const [first] = tabs as [Page];
  await first.evaluate(() => globalThis.fanfare.auth.guest());
  for (const tab of tabs) {
    await tab.evaluate(async (id) => {
      globalThis.toldOf = [];
      for (const name of globalThis.sdk.clientEventNames) {
        if (/^(appointment|waitlist|journey:opened)/.test(name)) {
          globalThis.fanfare.on(name, () => globalThis.toldOf.push(name));
        }
      }
      await globalThis.fanfare.auth.restore();
      globalThis.fanfare.journeys.get(id).subscribe(() => undefined);
    }, experienceId);
  }
  return { first, tabs, close: () => context.close() };
}

/** Runs an action that the view of a tab offers, and returns where the journey then stands. */
function act(tab: Page, id: string, action: string, options: object = {}): Promise<string> {
  return tab.evaluate(
    async ([given, name, input]) => {
      const { view } = globalThis.fanfare.journeys.get(given);
      const actions: Readonly<Record<string, ((options: object) => Promise<unknown>) | undefined>> = {
        ...view.actions,
      } as never;
      const run = actions[name];
      if (run === undefined) return `no ${name} among ${Object.keys(actions).join()}`;
      return run(input).then(
        () => 'done',
        (error: { code?: string }) => error.code ?? 'failed',
      );
    },
    [id, action, options] as const,
  );
}

const standing = (tab: Page, id: string) =>
  tab.evaluate((given) => {
    const { view } = globalThis.fanfare.journeys.get(given);
    return {
      at: 'mechanism' in view ? `${view.phase}/${view.mechanism}` : view.journeyStage,
      status: 'consumer' in view ? view.consumer.status : null,
      outcome: 'outcome' in view ? view.outcome.type : null,
      isWaiting: 'waitlist' in view ? (view.waitlist?.isEntered ?? null) : null,
      actions: Object.keys(view.actions),
    };
  }, id);

const told = (tab: Page): Promise<string[]> => tab.evaluate(() => globalThis.toldOf);

/** Waits until all tabs show the same. */
async function untilIn(tabs: readonly Page[], id: string, wanted: object): Promise<void> {
  for (const tab of tabs) await expect.poll(() => standing(tab, id), patient).toMatchObject(wanted);
}

describe('C16: a shopper of a real Chromium', () => {
  it('finds a slot, books it, moves it, gives it back, books anew and is admitted', async () => {
    const { merchant, experienceId: id, sequenceId } = await openWay();
    const fields = { sequenceId, name: 'Fitting', timeZone: 'Europe/Berlin', slotDurationMinutes: 60 };
    const times = { openAt: null, closeAt: inMs(49 * hourMs) };
    const { body } = await merchant.merchant('POST', '/appointments', { ...fields, ...times }, admin);
    const appointmentId = String(body['id']);
    const { first, tabs, close } = await openTabs(id, 2);
    expect(await act(first, id, 'start')).toBe('done');
    await untilIn(tabs, id, { at: 'enterable/appointment' });

    const days = { startDate: dayOf(24 * hourMs), endDate: dayOf(48 * hourMs) };
    const slots = await first.evaluate(
      async ([given, span]) => {
        const listed = await globalThis.fanfare.appointments.slots(given, span);
        return listed.slots.filter(({ available }) => available > 0).map((slot) => slot.id);
      },
      [appointmentId, days] as const,
    );
    expect(slots.length).toBeGreaterThan(3);
    const [early, late, lost] = slots as [string, string, string];
    const rival = await merchant.guest();
    await rival.call('POST', `/experiences/${id}/enter`);
    await rival.call('POST', `/experiences/${id}/route`, {});
    const taken = await rival.call('POST', `/appointments/${appointmentId}/book`, { slotId: lost });
    expect(taken.status).toBe(200);

    expect(await act(first, id, 'book', { slotId: lost })).toBe('slot_full');
    await untilIn(tabs, id, { at: 'enterable/appointment' });
    expect(await act(first, id, 'book', { slotId: early })).toBe('done');
    await untilIn(tabs, id, { at: 'participating/appointment', status: 'booked' });
    expect(await act(first, id, 'reschedule', { newSlotId: lost })).toBe('slot_full');
    expect(await act(first, id, 'reschedule', { newSlotId: late })).toBe('done');
    const own = await first.evaluate((given) => globalThis.fanfare.appointments.me(given), appointmentId);
    expect(own.booking).toMatchObject({ slotId: late, status: 'booked' });
    expect(await act(first, id, 'cancelBooking', { reason: 'other plans' })).toBe('done');
    await untilIn(tabs, id, { at: 'ended/appointment', outcome: 'cancelled' });
    expect(await act(tabs[1]!, id, 'book', { slotId: early })).toBe('done');
    await untilIn(tabs, id, { at: 'participating/appointment', status: 'booked' });

    const consumerId = await first.evaluate(() => globalThis.fanfare.auth.session.consumer?.consumerId);
    const desk = async (what: string): Promise<number> => {
      const address = `${world.mock.url}/__mock/appointments/${appointmentId}/${what}`;
      const init = { method: 'POST', headers: { 'content-type': 'application/json' } };
      return (await fetch(address, { ...init, body: JSON.stringify({ consumerId }) })).status;
    };
    expect(await desk('check-in')).toBe(200);
    await untilIn(tabs, id, { status: 'checked_in', actions: ['exit'] });
    expect(await desk('complete')).toBe(200);
    await untilIn(tabs, id, { at: 'ended/appointment', outcome: 'completed' });

    expect(await told(first)).toEqual(
      expect.arrayContaining(['appointment:booked', 'appointment:slot-released']),
    );
    expect(world.mock.platform.defects).toEqual([]);
    await close();
  }, 180_000);

  it('joins a waitlist, leaves it, joins again, and is offered the way when it opens', async () => {
    const { merchant, experienceId: id, sequenceId } = await openWay();
    const queue = { sequenceId, name: 'Later', openAt: inMs(2 * hourMs), admitRate: 60 };
    expect((await merchant.merchant('POST', '/queues', queue, admin)).status).toBe(200);
    expect((await merchant.merchant('POST', '/waitlists', { sequenceId }, admin)).status).toBe(200);
    const { first, tabs, close } = await openTabs(id, 2);
    expect(await act(first, id, 'start')).toBe('done');
    await untilIn(tabs, id, { at: 'scheduled/queue', isWaiting: false });

    expect(await act(first, id, 'joinWaitlist')).toBe('done');
    await untilIn(tabs, id, { at: 'scheduled/queue', isWaiting: true });
    expect(await act(first, id, 'joinWaitlist')).toMatch(/^no joinWaitlist/);
    expect(await act(tabs[1]!, id, 'leaveWaitlist')).toBe('done');
    await untilIn(tabs, id, { at: 'scheduled/queue', isWaiting: false });
    expect(await act(first, id, 'joinWaitlist')).toBe('done');
    await untilIn(tabs, id, { isWaiting: true });

    await world.mock.platform.clock.advance('121m');
    await untilIn(tabs, id, { at: 'enterable/queue' });
    for (const tab of tabs) expect(await told(tab)).toContain('journey:opened');
    expect(await told(first)).toContain('waitlist:entered');
    expect(await told(tabs[1]!)).toContain('waitlist:left'); // each tells what was done in it
    expect(await act(first, id, 'enter')).toBe('done');
    for (const tab of tabs) {
      await expect
        .poll(async () => (await standing(tab, id)).at, patient)
        .toMatch(/^(participating|granted)\/queue$/);
    }
    expect(world.mock.platform.defects).toEqual([]);
    await close();
  }, 180_000);
});
