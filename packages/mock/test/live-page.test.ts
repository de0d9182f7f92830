import { readdirSync } from 'node:fs';
import { createMockPlatform, type MockPlatform } from '@fanfare/mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { createChangedParts } from '../src/live/changed-parts.js';
import type { LiveView } from '../src/live/live-view.js';
import { streamLive } from '../src/live/stream-live.js';
import { adminOf } from './support/admin-of.js';
import { admitted } from './support/admitted.js';
import { checkOut } from './support/check-out.js';
import { openAuction } from './support/open-auction.js';
import { openDraw } from './support/open-draw.js';
import { openHookedShop } from './support/open-hooked-shop.js';
import { openRelease } from './support/open-release.js';
import { openShop, start } from './support/open-shop.js';
import { setUpAppointment } from './support/set-up-appointment.js';

type View = Partial<LiveView>;
let platform: MockPlatform;
beforeEach(() => {
  platform = createMockPlatform({ now: start, seed: 7, withoutRateLimits: true });
});
const get = (path: string, headers: Record<string, string> = {}) =>
  platform.fetch(`${platform.origin}/__mock${path}`, { headers });

describe('the page at /__mock', () => {
  it('is for browsers, under a policy that lets nothing in', async () => {
    const page = await get('', { accept: 'text/html,*/*' });

    expect(page.headers.get('content-type')).toContain('text/html');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toMatch(/unsafe|\*|data:/);
    expect(await page.text()).not.toMatch(/<script>|\son\w+=|style=|https?:/);
    expect((await get('', { accept: 'application/json' })).status).toBe(404);
  });

  it.each(readdirSync(new URL('../page', import.meta.url)).filter((name) => name !== 'index.html'))(
    'is made of %s',
    async (name) => {
      const asset = await get(`/assets/${name}`);

      expect(asset.status).toBe(200);
      expect(asset.headers.get('content-type')).toMatch(/^(text\/(javascript|css)|image\/svg)/);
      expect(await asset.text()).not.toMatch(
        /innerHTML|insertAdjacentHTML|document\.write|eval\(|https?:\/\/(?!www\.w3)/,
      );
    },
  );

  it.each(['/assets/nothing.js', '/assets/..%2Fpackage.json', '/assets/index.html', '/assets/main.ts'])(
    'serves nothing else: %s',
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );

  it('is not for pages of other origins', async () => {
    expect((await get('/stream', { origin: 'https://evil.example' })).status).toBe(403);
  });
});

describe('the stream of what happens', () => {
  it('tells everything first, then only what changed', async () => {
    const shop = openShop({ platform });
    const views = await follow(platform);

    const first = await views.next();
    const ann = await shop.guest();
    await ann.call('POST', `/queues/${shop.queueId}/enter`);
    const changed = await views.until(({ rooms }) => rooms?.[0]?.people.length === 1);
    await views.stop();

    expect(Object.keys(first).sort()).toEqual(parts);
    expect(first.platform).toMatchObject({ profile: 'full', seed: 7, defects: 0 });
    expect(changed.rooms?.[0]).toMatchObject({
      id: shop.queueId,
      lifecycle: 'open',
      counts: { entered: 1, granted: 0 },
      people: [{ id: ann.consumerId, status: 'queued', position: 1 }],
    });
    expect(changed.platform).toBeUndefined();
  });

  it('ends with its reader', async () => {
    const controller = new AbortController();
    const stream = await platform.fetch(`${platform.origin}/__mock/stream`, { signal: controller.signal });
    const text = stream.text();

    controller.abort(new Error('enough'));

    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    await expect(text).rejects.toThrow('enough');
  });

  it('ends, and leaves a note, where a part cannot be described', async () => {
    const defects: string[] = [];
    const context = { reportDefect: (what: string) => defects.push(what) } as never; // nothing else is there
    const sources = { context, log: { entries: [], add() {}, clear() {} }, defects };

    const stream = streamLive(sources, new AbortController().signal);

    await expect(stream.text()).rejects.toThrow(TypeError);
    expect(defects).toEqual([expect.stringContaining('the page at /__mock')]);
  });

  it('K10: shows who, where and what, and no secret', async () => {
    const shop = openHookedShop();
    ({ platform } = shop);
    await shop.hook({ events: ['queue.consumer.admitted', 'order.created'] });
    const ann = await admitted(shop, await shop.member('ann@example.com'));
    await checkOut(shop, ann.grant);
    await shop.page('POST', '/auth/otp/request', { email: 'bob@example.com' });
    await platform.settle();
    const views = await follow(platform);

    const view = await views.next();
    await views.stop();

    expect(view.sessions).toMatchObject([
      { name: 'ann@example.com', isGuest: false, sessions: [{ generation: 1, state: 'live' }] },
    ]);
    expect(view.orders).toMatchObject([{ status: 'pending', consumer: 'ann@example.com' }]);
    expect(view.mail).toMatchObject([
      { address: 'bob@example.com', code: platform.otpFor('bob@example.com'), purpose: 'sign in' },
    ]);
    expect(view.deliveries?.map(({ eventType }) => eventType)).toContain('order.created');
    expect(view.deliveries?.[0]).toMatchObject({
      status: 'delivered',
      attempts: [{ outcome: '200', ok: true }],
    });
    expect(view.requests?.map(({ operation }) => operation)).toContain('checkout.create');
    const text = JSON.stringify(view);
    for (const secret of [ann.accessToken, ann.grant]) expect(text).not.toContain(secret);
    expect(text).not.toMatch(/eyJ|rt_|grant_[A-Za-z0-9]{20}|sk_|whsec_|pay_/);
  });

  it('counts the generations of a session, and tells when it ended', async () => {
    const shop = openShop({ platform });
    const { body } = await shop.page('POST', '/auth/guest');
    const refreshed = await shop.page('POST', '/auth/refresh', { refreshToken: body['refreshToken'] });
    await shop.page('POST', '/auth/refresh', { refreshToken: refreshed.body['refreshToken'] });
    await platform.clock.advance('15s');
    await shop.page('POST', '/auth/refresh', { refreshToken: body['refreshToken'] }); // stolen
    const views = await follow(platform);

    const { sessions } = await views.next();
    await views.stop();

    expect(sessions).toMatchObject([{ isGuest: true, sessions: [{ generation: 3, state: 'ended' }] }]);
  });

  it('follows a guest who turns out to be somebody', async () => {
    const shop = openShop({ platform });
    const guest = await shop.guest();
    await guest.call('POST', `/queues/${shop.queueId}/enter`);
    await shop.member('ann@example.com', guest);
    const views = await follow(platform);

    const { rooms, sessions } = await views.next();
    await views.stop();

    expect(rooms?.[0]?.people.map(({ name }) => name)).toEqual(['ann@example.com']);
    expect(sessions?.map(({ name }) => name)).toEqual(['ann@example.com']);
  });

  it('knows every mechanism, and leaves out what was put away', async () => {
    const shop = openShop({ platform });
    const ann = await shop.guest();
    const auction = await openAuction(shop);
    await auction.enter(ann);
    await auction.bid(ann, '10');
    const draw = await openDraw(shop);
    await draw.enter(ann);
    const release = await openRelease(shop);
    await release.enter(ann);
    const { path, slotIds } = await setUpAppointment(shop);
    await ann.call('POST', `${path}/book`, { slotId: slotIds[0] });
    const old = await openDraw(shop, { name: 'Put away' });
    await adminOf(shop).remove(`/draws/${old.id}`);
    const views = await follow(platform);

    const { rooms = [] } = await views.next();
    await views.stop();

    const visited = rooms.filter(({ people }) => people.length > 0);
    expect(visited.map(({ mechanism, people }) => [mechanism, people[0]?.id]).sort()).toEqual(
      ['appointment', 'auction', 'draw', 'timed_release'].map((mechanism) => [mechanism, ann.consumerId]),
    );
    expect(rooms.map(({ name }) => name)).not.toContain('Put away');
    expect(platform.defects).toEqual([]);
  });

  it('tells the clock when it moves, and not while it only goes on', () => {
    let now = Date.parse(start);
    let isFlowing = true;
    const clock = {
      now: () => now,
      get isFlowing() {
        return isFlowing;
      },
    };
    const context = { clock, world: { organizations: [] }, use: () => emptyPart } as never; // what the parts read
    const changed = createChangedParts({ context, log: { entries: [], add() {}, clear() {} }, defects: [] });
    const told = (realNow: number) => changed(realNow)?.clock?.now;
    const atFirst = told(0);

    now += 1_000;
    const going = told(1_000);
    now += 60_000;
    const moved = told(1_200);
    isFlowing = false;
    const frozen = told(1_200);
    const still = told(9_000);

    expect([atFirst, going, moved, frozen, still]).toEqual([
      Date.parse(start),
      undefined,
      now,
      now,
      undefined,
    ]);
  });
});

const parts = [
  'clock',
  'deliveries',
  'faults',
  'mail',
  'orders',
  'platform',
  'requests',
  'rooms',
  'sessions',
];
/** Stands in for every part of a platform on which nothing happened. */
const emptyPart = {
  armed: [],
  log: { strikes: [] },
  deliveries: [],
  newest: () => [],
  unspent: () => [],
};

/** Follows the stream of a platform, one view after the other. */
async function follow(from: MockPlatform) {
  const stream = await from.fetch(`${from.origin}/__mock/stream`);
  const reader = (stream.body as ReadableStream<Uint8Array>).getReader(); // a stream has a body
  const decoder = new TextDecoder();
  let text = '';
  async function next(): Promise<View> {
    for (;;) {
      const end = text.indexOf('\n\n');
      const message = text.slice(0, end);
      if (end !== -1) text = text.slice(end + 2);
      if (end !== -1 && message.startsWith('event: view')) {
        return JSON.parse(message.slice(message.indexOf('data: ') + 6)) as View;
      }
      if (end === -1) text += decoder.decode((await reader.read()).value, { stream: true });
    }
  }
  return {
    next,
    async until(isSo: (view: View) => boolean): Promise<View> {
      for (;;) {
        const view = await next();
        if (isSo(view)) return view;
      }
    },
    stop: () => reader.cancel(),
  };
}
