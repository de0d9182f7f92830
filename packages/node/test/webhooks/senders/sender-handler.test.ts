import { describe, expect, it, vi } from 'vitest';
import { isWebhookError } from '@fanfare/node/webhooks';
import {
  senderHandler,
  shopify,
  stripe,
  wooCommerce,
  type SenderEvent,
  type SenderHandlerOptions,
} from '@fanfare/node/webhooks/senders';
import { fakeClock } from '../support/fake-clock.js';
import { body, foreign, secrets, type Foreign } from '../support/foreign-senders.js';
import { scriptedInbox } from '../support/scripted-inbox.js';

type Own = Partial<SenderHandlerOptions>;

function setUp(name: string, options: Own = {}) {
  const { sender, signed } = foreign[name] as Foreign; // the names of the table
  const clock = fakeClock();
  const inbox = scriptedInbox(clock);
  const handle = vi.fn<(event: SenderEvent) => unknown>();
  const failures: unknown[] = [];
  const onError = (error: unknown, failure: object) => {
    failures.push({ ...failure, code: isWebhookError(error) ? error.code : undefined });
  };
  const handler = senderHandler({ sender: sender(), clock, inbox, handle, onError, ...options });
  const post = async (headers: Readonly<Record<string, string>> = signed(), bytes: Uint8Array = body) => {
    const init = { method: 'POST', headers, body: new Uint8Array(bytes) };
    const response = await handler(new Request('http://shop.example/webhooks', init));
    return { status: response.status, body: await response.json() };
  };
  return { handle, handler, inbox, failures, post, signed };
}

describe.each(Object.keys(foreign))('H12: senderHandler with %s', (name) => {
  it('has the effect of an event once, and answers 200 each time', async () => {
    const { post, handle } = setUp(name);

    expect(await post()).toEqual({ status: 200, body: { received: true } });
    expect(await post()).toEqual({ status: 200, body: { received: true, duplicate: true } });
    expect(handle).toHaveBeenCalledTimes(1);
    expect(handle.mock.calls[0]?.[0].payload).toEqual(JSON.parse(body.toString()));
  });

  it('answers 401 to a forgery, which leaves no trace', async () => {
    const { post, handle, inbox, failures } = setUp(name);

    expect((await post(undefined, Buffer.from('{}'))).status).toBe(401);
    expect(handle).not.toHaveBeenCalled();
    expect(inbox.calls).toEqual([]);
    expect(failures).toEqual([{ stage: 'refused', code: 'webhook_signature_mismatch' }]);
  });

  it('answers 500 where the handler throws, and handles the event when it comes again', async () => {
    const { post, handle } = setUp(name);
    handle.mockRejectedValueOnce(new Error('out of stock'));

    expect((await post()).status).toBe(500);
    expect((await post()).status).toBe(200);
    expect(handle).toHaveBeenCalledTimes(2);
  });

  it('gives up into deadLetter: at once where nobody delivers again', async () => {
    const deadLetter = vi.fn();
    const { post, handle } = setUp(name, { deadLetter });
    handle.mockRejectedValue(new Error('out of stock'));
    const attempts = name === 'woocommerce' ? 1 : 5;

    for (let attempt = 1; attempt < attempts; attempt += 1) expect((await post()).status).toBe(500);
    expect(await post()).toEqual({ status: 200, body: { received: true, deadLettered: true } });
    expect(deadLetter).toHaveBeenCalledTimes(1);
  });
});

describe('H12: what a sender does not sign', () => {
  const bodyMacs = { shopify, woocommerce: wooCommerce };
  const names = ['shopify', 'woocommerce'] as const;

  it.each(names)('%s: another id has the effect again, unless the bytes name the event', async (name) => {
    const byHeader = setUp(name);
    await byHeader.post(byHeader.signed({ id: 'one' }));
    await byHeader.post(byHeader.signed({ id: 'two' }));
    expect(byHeader.handle).toHaveBeenCalledTimes(2);

    const sender = bodyMacs[name]({ secrets: [secrets.text], eventId: 'body' });
    const byBody = setUp(name, { sender });
    const topic = name === 'shopify' ? 'x-shopify-topic' : 'x-wc-webhook-topic';
    await byBody.post(byBody.signed({ id: 'one' }));
    await byBody.post({ ...byBody.signed({ id: 'two' }), [topic]: 'orders/cancelled' });
    expect(byBody.handle).toHaveBeenCalledTimes(1);
    expect(byBody.handle.mock.calls[0]?.[0].id).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it('shopify: one event of two topics is handled for each', async () => {
    const { post, signed, handle } = setUp('shopify');

    await post();
    await post({ ...signed(), 'x-shopify-topic': 'orders/updated' });
    expect(handle).toHaveBeenCalledTimes(2);
  });

  it('the id of Standard Webhooks is signed', async () => {
    const { post, signed } = setUp('standard webhooks v1');

    expect((await post({ ...signed(), 'webhook-id': 'msg_2' })).status).toBe(401);
    // A full stop would let signed characters wander from the body to the id.
    expect((await post({ ...signed(), 'webhook-id': 'msg_1.1' })).status).toBe(400);
  });

  it('woocommerce: the unsigned question whether the address answers is answered, and nothing else unsigned', async () => {
    const { post, handle, inbox } = setUp('woocommerce');

    expect((await post({}, Buffer.from('webhook_id=12'))).status).toBe(200);
    expect((await post({}, Buffer.from('webhook_id=12&x=1'))).status).toBe(400);
    expect((await post({}, body)).status).toBe(400);
    expect(inbox.calls).toEqual([]);
    expect(handle).not.toHaveBeenCalled();
    expect((await setUp('shopify').post({}, Buffer.from('webhook_id=12'))).status).toBe(400);
  });
});

describe('H12: wrong options are refused', () => {
  const sender = stripe({ secrets: [secrets.text] });
  const handle = (): void => {};
  const wrong: Readonly<Record<string, () => unknown>> = {
    'no secrets': () => stripe({ secrets: [] }),
    'a secret that is none': () => stripe({ secrets: [undefined as unknown as string] }),
    'secrets that are no list': () => shopify({ secrets: secrets.text as unknown as string[] }),
    'a short secret': () => shopify({ secrets: ['short'] }),
    'white space around a secret': () => wooCommerce({ secrets: [` ${secrets.text}`] }),
    'a tolerance where no time is signed': () =>
      shopify({ secrets: [secrets.text], toleranceSeconds: 5 } as unknown as { secrets: string[] }),
    'another naming of events': () => shopify({ secrets: [secrets.text], eventId: 'none' as 'body' }),
    'no sender': () => senderHandler({ handle } as unknown as SenderHandlerOptions),
    'no handle': () => senderHandler({ sender } as unknown as SenderHandlerOptions),
    'maxAttempts alone': () => senderHandler({ sender, handle, maxAttempts: 3 }),
    'ack before without deadLetter': () => senderHandler({ sender, handle, ack: 'before' }),
  };

  it.each(Object.entries(wrong))('%s', (_, run) => {
    expect(run).toThrow(expect.objectContaining({ code: 'invalid_options' }));
  });

  const { standard } = secrets;
  it.each([
    'whsec_short',
    standard.slice('whsec_'.length),
    `${standard}=`,
    secrets.public.replace('whpk', 'whsk'),
    secrets.public.replace('whpk_', 'whpk_AAAA'),
    'whsec_!!!!',
  ])('the secret %s of Standard Webhooks', (secret) => {
    expect(() => foreign['svix']?.sender({ secrets: [secret] })).toThrow(
      expect.objectContaining({ code: 'invalid_options' }),
    );
  });

  it.each([standard, `${standard}\n`, `v1,${standard}`, `v1a,${secrets.public}`])('but not %j', (secret) => {
    expect(foreign['svix']?.sender({ secrets: [secret] }).name).toBe('svix');
  });
});
