import { afterEach, describe, expect, test, vi } from 'vitest';
import { resolveSessionOptions } from '../../src/session/session-options.js';
import type { TokenExchange } from '../../src/session/session.js';

afterEach(() => vi.unstubAllGlobals());

const exchange: TokenExchange = {
  refresh: () => Promise.reject(new Error('unused')),
  revoke: () => Promise.reject(new Error('unused')),
};

describe('what a session uses unless it is told', () => {
  test('on a server: no page, and no channel that would keep the process alive', () => {
    const options = resolveSessionOptions({ exchange, namespace: 'shop' });

    expect(options.page).toBeNull();
    expect(options.channel).toBeNull();
    expect(options.refreshInBackground).toBe(true);
    expect(options.clock.monotonic?.()).toBeGreaterThan(0);
  });

  test('in a page: its events, its locks and a channel', () => {
    const locks = { request: vi.fn() };
    vi.stubGlobal('addEventListener', vi.fn());
    vi.stubGlobal('navigator', { locks });

    const options = resolveSessionOptions({ exchange, namespace: 'shop' });
    const channel = options.channel?.('name');

    expect(options.page?.visible()).toBe(true);
    expect(options.locks).toBe(locks);
    expect(channel).toBeInstanceOf(BroadcastChannel);
    channel?.close();
  });

  test('in a browser without Web Locks and channels: neither', () => {
    vi.stubGlobal('addEventListener', vi.fn());
    vi.stubGlobal('navigator', {});
    vi.stubGlobal('BroadcastChannel', undefined);

    const options = resolveSessionOptions({ exchange, namespace: 'shop' });

    expect(options.locks).toBeNull();
    expect(options.channel).toBeNull();
  });

  test('and null means none', () => {
    vi.stubGlobal('addEventListener', vi.fn());

    const options = resolveSessionOptions({
      exchange,
      namespace: 'shop',
      locks: null,
      channel: null,
      page: null,
    });

    expect([options.locks, options.channel, options.page]).toEqual([null, null, null]);
  });
});
