import type { Clock } from '@fanfare/core';
import { createMockPlatform, type MockPlatform, type MockPlatformOptions } from '@fanfare/mock';
import {
  createSessions,
  memorySessionStore,
  type Sessions,
  type SessionsOptions,
} from '@fanfare/node/sessions';
import { expect, onTestFinished } from 'vitest';
import { openPage, type ShopPage } from './shop-page.js';

type Shop = MockPlatform['world']['organizations'][number];

/** A backend that keeps its pages' tokens, and the platform behind it. */
export interface Backend {
  readonly platform: MockPlatform;
  readonly shop: Shop;
  readonly sessions: Sessions;
  readonly clock: Clock;
  /** Opens another process of the backend, so to speak: it shares the store and nothing else. */
  another(options?: Partial<SessionsOptions>): Sessions;
  /** Opens a browser with a page of the shop. */
  page(sessions?: Sessions): ShopPage;
  /** Opens a browser and signs a guest in. */
  guest(): Promise<ShopPage>;
  /** How many requests an operation got. */
  calls(operation: string): number;
  /** Every refresh token that the platform ever handed out. */
  readonly refreshTokens: Set<string>;
}

/** A key that seals, made of a number. */
export function sealingKey(id: string, fill = 1): { id: string; secret: Uint8Array } {
  return { id, secret: Uint8Array.from({ length: 32 }, (_, index) => (index * 11 + fill) % 256) };
}

/** Opens a backend for one test; its time is the platform's, and no wait takes any. */
export function openBackend(
  options: Partial<SessionsOptions> & { readonly settings?: MockPlatformOptions['settings'] } = {},
): Backend {
  const { settings, ...given } = options;
  const platform = createMockPlatform({
    now: '2026-11-22T10:00:00Z',
    ...(settings !== undefined && { settings }),
  });
  onTestFinished(async () => {
    expect(platform.defects).toEqual([]);
    await platform.close();
  });
  const [shop] = platform.world.organizations;
  const clock: Clock = {
    now: () => platform.clock.now(),
    setTimeout(run, ms) {
      if (ms >= 1_000) return () => undefined; // a deadline: nothing here takes so long
      const timer = setTimeout(() => run(), Math.min(ms, 5));
      return () => clearTimeout(timer);
    },
  };
  const refreshTokens = new Set<string>();
  const watched: typeof fetch = async (input, init) => {
    const answer = await platform.fetch(new Request(input, init));
    const text = await answer.clone().text();
    for (const [, token = ''] of text.matchAll(/"refreshToken":"([^"]+)"/g)) refreshTokens.add(token);
    return answer;
  };
  const common: SessionsOptions = {
    publishableKey: shop.keys.test.publishable,
    store: memorySessionStore({ clock }),
    keys: [sealingKey('k1')],
    origins: ['https://shop.example'],
    baseUrl: platform.origin,
    fetch: watched,
    clock,
    random: () => 0.5,
    ...given,
  };
  const sessions = createSessions(common);
  const page = (of: Sessions = sessions): ShopPage => openPage(of.handler);
  return {
    platform,
    shop,
    sessions,
    clock,
    another: (more) => createSessions({ ...common, ...more }),
    page,
    async guest() {
      const opened = page();
      await opened.ask('GET /session');
      expect(await opened.ask('POST /auth/guest')).toMatchObject({ status: 200 });
      return opened;
    },
    calls: (operation) => platform.requests.filter((request) => request.operation === operation).length,
    refreshTokens,
  };
}
