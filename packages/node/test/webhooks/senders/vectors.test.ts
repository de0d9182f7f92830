import { describe, expect, it, vi } from 'vitest';
import { standardWebhooks, svix } from '@fanfare/node/webhooks/senders';
import { webVerifierOf } from '../../../src/webhooks/senders/signature-key.js';
import { fakeClock } from '../support/fake-clock.js';
import { refusal } from '../support/refusal.js';
import { secrets } from '../support/foreign-senders.js';

// Published: the one of the documentation of Svix and Standard Webhooks, and the one of the tests of the Svix server.
const vector = {
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp: '1614265330',
  payload: '{"test": 2432232314}',
  v1: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  v1a: 'v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==',
};
const clock = fakeClock(Number(vector.timestamp) * 1000);

const headers = (brand: string, signature: string) => ({
  [`${brand}-id`]: vector.id,
  [`${brand}-timestamp`]: vector.timestamp,
  [`${brand}-signature`]: signature,
});

const cases = [
  {
    title: 'v1 of Standard Webhooks',
    make: standardWebhooks,
    brand: 'webhook',
    secret: secrets.standard,
    signature: vector.v1,
  },
  {
    title: 'v1a of Standard Webhooks',
    make: standardWebhooks,
    brand: 'webhook',
    secret: secrets.public,
    signature: vector.v1a,
  },
  { title: 'v1 of Svix', make: svix, brand: 'svix', secret: secrets.standard, signature: vector.v1 },
  { title: 'v1a of Svix', make: svix, brand: 'svix', secret: secrets.public, signature: vector.v1a },
];

describe('H12: published vectors', () => {
  it.each(cases)('$title', async ({ make, brand, secret, signature }) => {
    const sender = make({ secrets: [secret], clock });

    expect(await sender.verify(vector.payload, headers(brand, signature))).toEqual({
      sender: sender.name,
      id: vector.id,
      timestamp: '2021-02-25T15:02:10.000Z',
      payload: { test: 2_432_232_314 },
    });
    const forged = vector.payload.replace('2432232314', '2432232315');
    expect((await refusal(() => sender.verify(forged, headers(brand, signature)))).code).toBe(
      'webhook_signature_mismatch',
    );
  });

  it('finds the good one among signatures of several kinds and secrets', async () => {
    const sender = standardWebhooks({ secrets: [secrets.otherStandard, secrets.public], clock });
    const several = `v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= v2,abcd ${vector.v1} ${vector.v1a}`;

    expect((await sender.verifyDelivery(vector.payload, headers('webhook', several))).secretIndex).toBe(1);
  });

  it('v1a by WebCrypto, for runtimes without the crypto of Node', async () => {
    const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64'));
    const verify = webVerifierOf(bytes(secrets.public.slice('whpk_'.length)));
    const message = new TextEncoder().encode(`${vector.id}.${vector.timestamp}.${vector.payload}`);

    expect(await verify(bytes(vector.v1a.slice('v1a,'.length)), message)).toBe(true);
    expect(await verify(bytes(vector.v1a.slice('v1a,'.length)), message.slice(1))).toBe(false);
  });

  it('v1a of another length or form is not valid, also where WebCrypto throws over it', async () => {
    const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64'));
    const raw = bytes(secrets.public.slice('whpk_'.length));
    vi.spyOn(crypto.subtle, 'verify').mockRejectedValue(new DOMException('Bad length.', 'OperationError'));

    expect(await webVerifierOf(raw)(new Uint8Array(63), new Uint8Array())).toBe(false);
    await expect(webVerifierOf(raw.subarray(1))(new Uint8Array(64), new Uint8Array())).rejects.toThrow();
  });
});
