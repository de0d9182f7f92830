import { describe, expect, it, vi } from 'vitest';
import {
  isWebhookError,
  webhookHandler,
  type TestWebhook,
  type WebhookFailure,
  type WebhookHandlerOptions,
} from '@fanfare/node/webhooks';
import { envelope, orderCompleted, post, signed } from './support/deliveries.js';
import { fakeClock } from './support/fake-clock.js';
import { gate } from './support/gate.js';
import { samples, secret } from './support/samples.js';
import { scriptedInbox } from './support/scripted-inbox.js';

const url = 'http://shop.example/webhooks';

function setUp(options: Partial<WebhookHandlerOptions> = {}) {
  const clock = fakeClock();
  const inbox = scriptedInbox(clock);
  const failures: (WebhookFailure & { error: unknown })[] = [];
  const completed = vi.fn();
  const onError = (error: unknown, failure: WebhookFailure) => void failures.push({ ...failure, error });
  const on = { 'order.completed': completed };
  const handler = webhookHandler({ secrets: [secret], clock, inbox, on, onError, ...options });
  const deliver = async (webhook: TestWebhook) => {
    const response = await handler(webhook.request(url));
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
  return { clock, inbox, failures, completed, handler, deliver };
}

describe('H5: webhookHandler', () => {
  it('calls the handler of the type with the event, and answers 200', async () => {
    const { completed, deliver, inbox } = setUp();

    expect(await deliver(orderCompleted({ id: 'whk_7' }))).toMatchObject({
      status: 200,
      body: { received: true },
    });
    expect(completed).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ id: 'whk_7', type: 'order.completed', data: samples['order.completed'] }),
      { signal: expect.any(AbortSignal), secretIndex: 0, attempt: 1, tx: undefined },
    );
    expect(inbox.calls).toEqual(['claim', 'complete']);
  });

  it('answers 200 to a finished duplicate and does not call the handler again', async () => {
    const { completed, deliver } = setUp();
    const webhook = orderCompleted();
    await deliver(webhook);

    expect(await deliver(webhook)).toMatchObject({ status: 200, body: { received: true, duplicate: true } });
    expect(completed).toHaveBeenCalledTimes(1);
  });

  it('knows a duplicate by what is signed, not by a changed delivery id or any other header', async () => {
    const { completed, handler } = setUp();
    const { body, headers } = orderCompleted();
    await handler(post(body, headers));
    const changed = {
      ...headers,
      'x-fanfare-delivery-id': 'dlv_x',
      'x-fanfare-event-type': 'draw.completed',
      'x-fanfare-retry-count': '3',
    };

    expect(await (await handler(post(body, changed))).json()).toMatchObject({ duplicate: true });
    expect(completed).toHaveBeenCalledTimes(1);
  });

  it('takes the same id of two organizations for two events', async () => {
    const { completed, deliver } = setUp();

    for (const [id, organizationId] of [
      ['1', 'org_1'],
      ['1', 'org_2'],
      ['2","x', 'org'],
      ['2', 'org","x'],
    ] as const) {
      expect((await deliver(orderCompleted({ id, organizationId }))).body).toEqual({ received: true });
    }
    expect(completed).toHaveBeenCalledTimes(4);
  });

  it('lets one of 50 parallel copies win and answers 409 with Retry-After to the rest', async () => {
    const held = gate();
    const run = vi.fn(() => held.passed);
    const { deliver } = setUp({ on: { 'order.completed': run } });
    const webhook = orderCompleted();

    const answers = Array.from({ length: 50 }, () => deliver(webhook));
    const losers = await Promise.all(answers.slice(1));
    held.open();

    expect(losers.every(({ status }) => status === 409)).toBe(true);
    expect(losers[0]?.headers.get('retry-after')).toBe('30');
    expect(losers[0]?.body).toMatchObject({ error: 'request_in_flight' });
    expect(await answers[0]).toMatchObject({ status: 200, body: { received: true } });
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('answers 500 when the handler fails, and lets the next delivery run it again', async () => {
    const run = vi.fn().mockRejectedValueOnce(new Error('canary: database is down'));
    const { deliver, failures, inbox } = setUp({ on: { 'order.completed': run } });
    const webhook = orderCompleted({ id: 'whk_7' });

    const failed = await deliver(webhook);
    expect(failed).toMatchObject({ status: 500, body: { error: 'internal_error' } });
    expect(JSON.stringify(failed.body)).not.toContain('canary');
    expect(failures).toMatchObject([
      { stage: 'handling', event: { id: 'whk_7' }, error: { message: expect.stringMatching(/canary/) } },
    ]);
    expect(inbox.calls).toEqual(['claim', 'release']);
    expect(await deliver(webhook)).toMatchObject({ status: 200, body: { received: true } });
    expect(run).toHaveBeenCalledTimes(2);
  });

  it('treats a handler that throws at once like one that rejects', async () => {
    const run = (): never => {
      throw undefined;
    };
    const { deliver, inbox } = setUp({ on: { 'order.completed': run } });

    expect((await deliver(orderCompleted())).status).toBe(500);
    expect(inbox.calls).toEqual(['claim', 'release']);
  });

  it('gives types without a handler, and unknown ones, to the fallback', async () => {
    const fallback = vi.fn();
    const { handler } = setUp({ fallback });
    for (const type of ['order.cancelled', 'order.teleported']) {
      const data = samples['order.cancelled'];
      const { payload, headers } = signed(envelope({ id: type, type, data }));
      expect((await handler(post(payload as string, headers))).status).toBe(200);
    }

    expect(fallback.mock.calls.map(([event]) => [event.type, event.originalType])).toEqual([
      ['order.cancelled', undefined],
      ['unknown', 'order.teleported'],
    ]);
  });

  it('acknowledges without a claim what nobody handles, so that it can still be delivered to a later version', async () => {
    const { handler, inbox } = setUp();
    const { payload, headers } = signed(envelope({ type: 'order.teleported' }));

    expect((await handler(post(payload as string, headers))).status).toBe(200);
    expect(inbox.calls).toEqual([]);
  });
});

describe('H5: a refusal', () => {
  const good = orderCompleted({ id: 'whk_7' });
  const cases: readonly (readonly [string, Request | (() => Request), number, string])[] = [
    [
      'a forged body',
      () => post(good.body.replace('129.00', '1.00'), good.headers),
      401,
      'webhook_signature_mismatch',
    ],
    [
      'an old delivery',
      () => post(good.body, { ...good.headers, 'x-fanfare-timestamp': '1699999000' }),
      401,
      'webhook_timestamp_too_old',
    ],
    [
      'a delivery from the future',
      () => post(good.body, { ...good.headers, 'x-fanfare-timestamp': '1700009000' }),
      401,
      'webhook_timestamp_too_new',
    ],
    ['no headers', () => post(good.body, {}), 400, 'webhook_header_missing'],
    [
      'a malformed header',
      () => post(good.body, { ...good.headers, 'x-fanfare-signature': 'v1=abc' }),
      400,
      'webhook_header_malformed',
    ],
    ['signed nonsense', () => post('[]', signed('[]').headers), 400, 'webhook_payload_invalid'],
    ['too much', () => post('x'.repeat(1_048_577), {}), 413, 'webhook_body_too_large'],
    ['GET', () => new Request(url), 405, 'invalid_request'],
    [
      'PUT',
      () => new Request(url, { method: 'PUT', body: good.body, headers: good.headers }),
      405,
      'invalid_request',
    ],
  ];

  it.each(cases)('of %s leaves no trace', async (_, request, status, error) => {
    const { handler, completed, inbox, deliver, failures } = setUp();
    const response = await handler(typeof request === 'function' ? request() : request);

    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ error, message: expect.any(String) });
    expect(response.headers.get('allow')).toBe(status === 405 ? 'POST' : null);
    expect(completed).not.toHaveBeenCalled();
    expect(inbox.calls).toEqual([]);
    expect(failures.map(({ stage, error: reason }) => [stage, isWebhookError(reason)])).toEqual(
      status === 405 ? [] : [['refused', true]],
    );
    expect((await deliver(good)).body).toEqual({ received: true });
  });

  it('tells the sender the code and nothing of the diagnosis', async () => {
    const { handler, failures } = setUp({ doctor: true });
    const response = await handler(post(`${good.body}\n`, good.headers));

    expect(await response.json()).toEqual({
      error: 'webhook_signature_mismatch',
      message: 'No configured secret made the signature.',
    });
    expect(failures).toMatchObject([{ error: { mismatchCause: 'trailing_newline' } }]);
  });
});

describe('H5: failures around the handler', () => {
  it('of the claim answer 500 without running it', async () => {
    const { completed, deliver, inbox, failures } = setUp();
    inbox.failNext('claim');

    expect((await deliver(orderCompleted())).status).toBe(500);
    expect(completed).not.toHaveBeenCalled();
    expect(failures).toMatchObject([
      { stage: 'handling', error: { message: expect.stringMatching(/store is down/) } },
    ]);
  });

  it('of the completion are tried again, and answered 200 because the effect has happened', async () => {
    const { completed, deliver, inbox, failures } = setUp();
    const webhook = orderCompleted();
    inbox.failNext('complete');

    expect((await deliver(webhook)).status).toBe(200);
    expect(inbox.calls).toEqual(['claim', 'complete', 'complete']);
    expect((await deliver(webhook)).body).toMatchObject({ duplicate: true });
    inbox.failNext('complete', 2);
    expect((await deliver(orderCompleted())).status).toBe(200);
    expect(failures).toHaveLength(3);
    expect(completed).toHaveBeenCalledTimes(2);
  });

  it('of the release leave the lease to run out', async () => {
    const run = vi.fn().mockRejectedValueOnce(new Error('no'));
    const { clock, deliver, handler, inbox } = setUp({ on: { 'order.completed': run } });
    const webhook = orderCompleted();
    inbox.failNext('release');

    expect((await deliver(webhook)).status).toBe(500);
    expect((await deliver(webhook)).status).toBe(409);
    await clock.advance(30_001);
    expect((await handler(webhook.request(url))).status).toBe(200);
  });

  it('of onError change nothing, and are printed', async () => {
    const print = vi.spyOn(console, 'error').mockImplementation(() => {});
    for (const onError of [
      () => Promise.reject(new Error('log is full')),
      () => {
        throw new Error('log is full');
      },
    ]) {
      const { handler } = setUp({ onError });
      expect((await handler(post('', {}))).status).toBe(400);
    }

    await vi.waitFor(() => expect(print).toHaveBeenCalledTimes(2));
    print.mockRestore();
  });

  it('are printed by default, and refusals are not', async () => {
    const print = vi.spyOn(console, 'error').mockImplementation(() => {});
    const on = { 'order.completed': () => Promise.reject(new Error('no')) };
    const handler = webhookHandler({ secrets: [secret], clock: fakeClock(), on });
    await handler(post('', {}));
    expect(print).not.toHaveBeenCalled();

    await handler(orderCompleted({ id: 'whk_7' }).request(url));
    expect(print).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('whk_7'), expect.any(Error));
    print.mockRestore();
  });
});

describe('H9: the lease', () => {
  it('is renewed while the handler runs, and no longer', async () => {
    const held = gate();
    const { clock, deliver, inbox } = setUp({
      on: { 'order.completed': () => held.passed },
      leaseMs: 30_000,
    });
    const webhook = orderCompleted();
    const first = deliver(webhook);
    await vi.waitFor(() => expect(inbox.calls).toEqual(['claim']));

    await clock.advance(100_000);
    expect(inbox.calls.filter((call) => call === 'renew')).toHaveLength(10);
    expect((await deliver(webhook)).status).toBe(409);
    held.open();
    expect((await first).status).toBe(200);
    expect(clock.waiting).toBe(0);
    await clock.advance(100_000);
    expect(inbox.calls.at(-1)).toBe('complete');
    expect(inbox.owners.size).toBe(2);
  });

  it('survives two failing renewals in a row', async () => {
    const held = gate();
    const { clock, deliver, inbox, failures } = setUp({ on: { 'order.completed': () => held.passed } });
    const webhook = orderCompleted();
    const first = deliver(webhook);
    await vi.waitFor(() => expect(inbox.calls).toEqual(['claim']));
    inbox.failNext('renew', 2);

    await clock.advance(45_000);
    expect(failures).toHaveLength(2);
    expect((await deliver(webhook)).status).toBe(409);
    held.open();
    expect((await first).status).toBe(200);
  });

  it('runs out with the process that held it, and the event is delivered again', async () => {
    const { clock, deliver, inbox, completed } = setUp();
    const webhook = orderCompleted({ id: 'whk_7' });
    const key = JSON.stringify(['org_test', 'whk_7']);
    await inbox.claim({ key, owner: 'a process that crashed' }, 30_000);

    expect((await deliver(webhook)).status).toBe(409);
    await clock.advance(60_000); // when the platform delivers again for the first time
    expect((await deliver(webhook)).status).toBe(200);
    expect(completed).toHaveBeenCalledTimes(1);
    expect(inbox.keys).toEqual(new Set([key]));
  });

  it.each(['rejects', 'never answers'])(
    'is lost when every renewal %s for as long as it lasts',
    async (how) => {
      const held = gate();
      let signal: AbortSignal | undefined;
      const run = (_: unknown, context: { signal: AbortSignal }) => {
        signal = context.signal;
        return held.passed;
      };
      const { clock, deliver, inbox } = setUp({ on: { 'order.completed': run }, leaseMs: 30_000 });
      const first = deliver(orderCompleted());
      await vi.waitFor(() => expect(signal).toBeDefined());
      inbox.renew = () =>
        how === 'rejects' ? Promise.reject(new Error('the store is down')) : new Promise<never>(() => {});

      await clock.advance(29_999);
      expect(signal?.aborted).toBe(false);
      await clock.advance(10_001);
      expect(signal?.reason).toMatchObject({ code: 'aborted' });
      expect(clock.waiting).toBe(1); // the limit of the handler
      held.open();
      expect((await first).status).toBe(409);
      expect(clock.waiting).toBe(0);
      expect(inbox.calls.slice(-2)).not.toContain('complete');
      expect((await deliver(orderCompleted())).status).toBe(200);
    },
  );

  it('tells a handler that lost it to stop, and notes nothing as done', async () => {
    const held = gate();
    let signal: AbortSignal | undefined;
    const run = vi.fn((_: unknown, context: { signal: AbortSignal }) => {
      signal ??= context.signal;
      return held.passed;
    });
    const { clock, deliver, inbox, failures } = setUp({ on: { 'order.completed': run } });
    const webhook = orderCompleted();
    const first = deliver(webhook);
    await vi.waitFor(() => expect(signal).toBeDefined());
    inbox.renew = async () => false;

    expect(signal?.aborted).toBe(false);
    await clock.advance(10_000);
    expect(signal?.reason).toMatchObject({ code: 'aborted' });
    held.open();
    expect(await first).toMatchObject({ status: 409, body: { error: 'request_in_flight' } });
    expect(failures).toMatchObject([{ stage: 'handling', error: { code: 'aborted' }, next: 'redelivery' }]);
    expect(await deliver(webhook)).toMatchObject({ status: 200, body: { received: true } });
    expect(run).toHaveBeenCalledTimes(2);
  });

  it('is refused its completion where another delivery took the event, also when nobody noticed before', async () => {
    const held = gate();
    const run = vi.fn(() => held.passed);
    const { clock, deliver, inbox } = setUp({ on: { 'order.completed': run } });
    const webhook = orderCompleted({ id: 'whk_7' });
    const first = deliver(webhook);
    await vi.waitFor(() => expect(run).toHaveBeenCalled());
    const key = JSON.stringify(['org_test', 'whk_7']);
    const [owner = ''] = inbox.owners;
    await inbox.release({ key, owner });
    await inbox.claim({ key, owner: 'another process' }, 30_000);

    held.open();
    expect((await first).status).toBe(409);
    await inbox.release({ key, owner: 'another process' });
    expect(await deliver(webhook)).toMatchObject({ status: 200, body: { received: true } });
    expect(run).toHaveBeenCalledTimes(2);
    expect(clock.waiting).toBe(0);
  });
});
