import type { Call, Transport } from '@fanfare/core';
import { describe, expect, it } from 'vitest';
import { cookieTokenStore } from '../../src/cookie-mode/cookie-token-store.js';
import { createOwedLogout } from '../../src/cookie-mode/owed-logout.js';
import { readPageTokens } from '../../src/cookie-mode/read-page-session.js';
import { createRelay } from '../../src/cookie-mode/relay.js';
import { mediated } from '../../src/session/mediated.js';

describe('C2: what a page in cookie mode tells its backend', () => {
  it.each([
    [true, { after: -1, idleMs: 7, takesPart: true }],
    [false, { after: -1, idleMs: 7 }],
  ])('says whether the shopper takes part in something: %s', async (takesPart, body) => {
    const sent: Call[] = [];
    const transport: Transport = {
      send(call) {
        sent.push(call);
        return Promise.reject(new Error('no network'));
      },
    };
    const relay = createRelay({
      transport,
      store: cookieTokenStore(async () => null),
      owed: createOwedLogout('shop', () => null),
      watch: { idleMs: () => 7, isTakingPart: () => takesPart, note: () => undefined },
      tools: { mediated, readPageTokens },
    });
    await relay.touch();

    expect(sent.map((call) => call.body)).toEqual([body]);
  });
});
