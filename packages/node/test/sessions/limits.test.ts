import { memorySessionStore } from '@fanfare/node/sessions';
import { describe, expect, it } from 'vitest';
import { openBackend } from './support/open-backend.js';

const minute = 60_000;

describe('C2: the limits of a session', () => {
  it('end it after 15 minutes in which only the page did something: renewals do not count', async () => {
    const { guest, platform } = openBackend();
    const page = await guest();

    for (let waited = 0; waited < 14; waited += 1) {
      await platform.clock.advance('1m');
      expect(await page.ask('POST /auth/refresh', { body: { after: waited } })).toMatchObject({
        status: 200,
      });
    }
    await platform.clock.advance('1m');

    expect(await page.ask('POST /auth/refresh', { body: { after: 14 } })).toMatchObject({ status: 401 });
    expect(await page.ask('GET /session')).toMatchObject({ data: { current: null } });
  });

  it('let it go on for a shopper who does something, and cut that one off after 8 hours', async () => {
    const { guest, platform } = openBackend();
    const page = await guest();
    let lasted = 0;

    for (; lasted < 60; lasted += 1) {
      await platform.clock.advance('10m');
      const { status } = await page.ask('POST /auth/refresh', { body: { after: -1, idleMs: 0 } });
      if (status !== 200) break;
    }
    expect(lasted).toBe(8 * 6 - 1);
  });

  it('cut nobody off who takes part in something, until the pages stop saying so', async () => {
    const { guest, platform } = openBackend();
    const page = await guest();
    const tell = (more: object): ReturnType<typeof page.ask> =>
      page.ask('POST /auth/refresh', { body: { after: -1, idleMs: 0, ...more } });

    for (let lasted = 0; lasted < 9 * 6; lasted += 1) {
      await platform.clock.advance('10m');
      expect(await tell({ takesPart: true })).toMatchObject({ status: 200 });
    }
    expect((await tell({})).data['limits']).toEqual({ idleInMs: 15 * minute, absoluteInMs: 15 * minute });
    await platform.clock.advance('14m');
    expect(await tell({})).toMatchObject({ status: 200, data: { limits: { absoluteInMs: minute } } });
    await platform.clock.advance('1m');
    expect(await tell({ takesPart: true })).toMatchObject({ status: 401 });
  });

  it('end it after twice as long, whatever a page says', async () => {
    const { guest, platform } = openBackend();
    const page = await guest();
    let lasted = 0;

    for (; lasted < 200; lasted += 1) {
      await platform.clock.advance('10m');
      const { status } = await page.ask('POST /auth/refresh', {
        body: { after: -1, idleMs: 0, takesPart: true },
      });
      if (status !== 200) break;
    }
    expect(lasted).toBe(16 * 6 - 1);
  });

  it('are no longer where a clock was set back', async () => {
    const { clock, another, page: open } = openBackend();
    let setBackMs = 0;
    const store = memorySessionStore({ clock });
    const late = another({ store, clock: { ...clock, now: () => clock.now() - setBackMs } });
    const page = open(late);
    await page.ask('GET /session');
    await page.ask('POST /auth/guest');
    setBackMs = 60 * minute;

    const { data } = await page.ask('POST /auth/refresh', { body: { after: 0, idleMs: 0 } });
    expect(data['limits']).toEqual({ idleInMs: 15 * minute, absoluteInMs: 480 * minute });
  });

  it('count from when the shopper did something, not from when the page told', async () => {
    const { guest, platform } = openBackend();
    const page = await guest();
    await platform.clock.advance('12m');
    const { data } = await page.ask('POST /auth/refresh', { body: { after: -1, idleMs: 10 * minute } });

    expect(data['limits']).toEqual({ idleInMs: 5 * minute, absoluteInMs: (480 - 12) * minute });
    // What is older than what is known changes nothing.
    const later = await page.ask('POST /auth/refresh', { body: { after: -1, idleMs: 11 * minute } });
    expect(later.data['limits']).toEqual(data['limits']);
  });

  it('are those that the shop sets', async () => {
    const { guest, platform } = openBackend({ idleMs: 60 * minute, absoluteMs: 90 * minute });
    const page = await guest();
    await platform.clock.advance('59m');
    expect(await page.ask('POST /auth/refresh', { body: { after: -1, idleMs: 0 } })).toMatchObject({
      status: 200,
    });
    await platform.clock.advance('31m');
    expect(await page.ask('GET /session')).toMatchObject({ data: { current: null } });
  });

  it('take note of requests to the shop itself, but for those that it says are not the shopper', async () => {
    const { guest, platform, sessions } = openBackend();
    const page = await guest();

    await platform.clock.advance('14m');
    await sessions.read(page.request('/account'));
    await platform.clock.advance('14m');
    const session = await sessions.read(page.request('/poll'), { countsAsActivity: false });
    expect(session).toMatchObject({ isGuest: true, signedInAt: new Date('2026-11-22T10:00:00Z') });
    await platform.clock.advance('1m');
    expect(await sessions.read(page.request('/account'))).toBeNull();
  });
});
