import { createWebhooks, signWebhook, WebhookError, type WebhookHeaders } from '@fanfare/node/webhooks';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ipRanges } from '../../src/webhooks/ip-ranges.js';
import { senderAddress } from '../../src/webhooks/sender-address.js';
import { fuzz, fuzzTimeoutMs, nearly, spoiled } from '../../../contract/test/fuzz/support/fuzz.js';
import { envelope } from '../webhooks/support/deliveries.js';
import { fakeClock } from '../webhooks/support/fake-clock.js';
import { body, foreign } from '../webhooks/support/foreign-senders.js';
import { now, secret } from '../webhooks/support/samples.js';

/** Tells whether something was accepted; anything but a typed refusal fails the test. */
async function isAccepted(run: () => Promise<unknown>): Promise<boolean> {
  try {
    await run();
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(WebhookError);
    expect(String(error).length).toBeLessThan(2_000);
    return false;
  }
}

const parts = nearly([
  'sha256=', 'v1=', 'v1,', 'v1a,', 't=', String(now), ',', ' ', '0'.repeat(64), '=', 'AAAA', 'ff', '-', '+', '1e9',
]); // prettier-ignore

describe('N2, H1: the headers of a delivery', () => {
  it(
    'that are not the ones that were sent are refused with a typed error',
    () => {
      const webhooks = createWebhooks({ secrets: [secret], clock: fakeClock() });
      const payload = envelope();
      const good = { ...signWebhook({ payload, secret, timestamp: now }) };
      const names = fc.constantFrom('x-fanfare-signature', 'x-fanfare-timestamp');
      return fuzz(
        fc.asyncProperty(
          names.chain((name) => fc.tuple(fc.constant(name), fc.oneof(spoiled(good[name] ?? ''), parts))),
          async ([name, value]) => {
            fc.pre(value !== good[name]);
            const headers = { ...good, [name]: value } as WebhookHeaders;

            expect(await isAccepted(() => webhooks.verify(payload, headers))).toBe(false);
          },
        ),
      );
    },
    fuzzTimeoutMs,
  );

  it.each(Object.entries(foreign))(
    'of %s are refused with a typed error, unless the good signature stands among them',
    (_, { sender, signed, signature }) => {
      const good = signed();
      const mac = /[A-Za-z0-9+/=]{40,}$/.exec(good[signature] ?? '')?.[0] ?? '';
      expect(mac).not.toBe('');
      return fuzz(
        fc.asyncProperty(fc.oneof(spoiled(good[signature] ?? ''), parts), async (value) => {
          const isTaken = await isAccepted(() => sender().verify(body, { ...good, [signature]: value }));

          if (isTaken) expect(value).toContain(mac);
        }),
      );
    },
    fuzzTimeoutMs,
  );
});

describe('N2, E10: the address of a sender', () => {
  it(
    'is one of a peer or of a proxy that is trusted, and within its ranges',
    () => {
      const isTrusted = ipRanges(['10.0.0.0/8', '::1'], 'trustedProxies');
      const address = nearly(
        ['10.0.0.1', '203.0.113.7', '::1', '::ffff:', '[', ']', ':80', '%eth0', '.', '/', 'a'],
        {
          maxLength: 4,
        },
      );
      return fuzz(
        fc.property(address, fc.array(address, { maxLength: 4 }), (peer, forwardedFor) => {
          const found = senderAddress({ peer, forwardedFor }, isTrusted);

          if (found === undefined) return;
          expect(found.length).toBeLessThan(64);
          expect([peer, ...forwardedFor].join(',').toLowerCase()).toContain(
            found.toLowerCase().replace(/^::ffff:/, ''),
          );
        }),
      );
    },
    fuzzTimeoutMs,
  );
});
