import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  AbortedError,
  FanfareServer,
  NetworkError,
  NotFoundError,
  RequestError,
  ResponseError,
  TimeoutError,
  type FanfareServerOptions,
} from '@fanfare/node';
import { impatientClock } from './support/impatient-clock.js';
import { recordingServer, type RecordingServer, type Reply } from './support/recording-server.js';

const secretKey = 'sk_test_calls0calls1calls2';
const checkout = {
  admissionToken: 'grant-0123456789abcdef',
  distributionId: 'que_1',
  productId: 'prd_1',
  variantId: 'var_1',
  quantity: 1,
  currencyCode: 'EUR',
  successUrl: 'https://shop.example/thanks',
  cancelUrl: 'https://shop.example/cart',
};
const created = {
  orderId: 'ord_1',
  paymentId: 'pay_1',
  checkoutUrl: 'https://pay.example/1',
  expiresAt: '2026-09-21T14:14:20.000Z',
  deadline: '2026-09-21T14:14:20.000Z',
};
const busy: Reply = { status: 503, headers: { 'retry-after': '0' }, json: { error: 'service_unavailable' } };

let server: RecordingServer | undefined;

async function setUp(
  reply: Parameters<typeof recordingServer>[0],
  options?: Partial<FanfareServerOptions>,
): Promise<{ fanfare: FanfareServer; received: RecordingServer['received'] }> {
  server = await recordingServer(reply);
  return {
    fanfare: new FanfareServer({ secretKey, baseUrl: server.url, ...options }),
    received: server.received,
  };
}

afterEach(async () => {
  await server?.close();
  server = undefined;
});

describe('the addresses of the calls', () => {
  it.each<[string, Reply['json'], (fanfare: FanfareServer) => Promise<unknown>, string, unknown]>([
    [
      'external.authorize',
      { exchangeCode: 'exc_12345678', expiresAt: created.expiresAt, resolution: 'linked' },
      (fanfare) =>
        fanfare.external.authorize({ provider: 'shop', issuer: 'https://shop.example', subject: 'u1' }),
      'POST /consumer/api/auth/external/authorize',
      { provider: 'shop', issuer: 'https://shop.example', subject: 'u1' },
    ],
    [
      'queues.admit',
      { status: 'GRANTED', admissionGrant: 'grant-0123456789abcdef' },
      (fanfare) => fanfare.queues.admit('que_1', 'csm_1'),
      'POST /consumer/api/queues/que_1/admit',
      { consumerId: 'csm_1' },
    ],
    [
      'queues.deny',
      { status: 'DENIED', reason: 'QUEUE_CLOSED' },
      (fanfare) => fanfare.queues.deny('que_1', { consumerId: 'csm_1', reason: 'QUEUE_CLOSED' }),
      'POST /consumer/api/queues/que_1/deny',
      { consumerId: 'csm_1', reason: 'QUEUE_CLOSED' },
    ],
    [
      'consumers.get',
      { id: 'csm_1', email: 'a@shop.example' },
      (fanfare) => fanfare.consumers.get('csm_1'),
      'GET /consumer/api/consumers/csm_1',
      undefined,
    ],
    [
      'checkout.create',
      created,
      (fanfare) => fanfare.checkout.create({ ...checkout, idempotencyKey: 'order-0001' }),
      'POST /checkout/api/checkout',
      { ...checkout, idempotencyKey: 'order-0001' },
    ],
    [
      'checkout.cancel',
      { success: true },
      (fanfare) =>
        fanfare.checkout.cancel({ orderId: 'ord_1', idempotencyKey: '0b9c5c5e-7a0b-4a51-9d0f-2f1f6a1e0001' }),
      'POST /checkout/api/payments/cancellations',
      { orderId: 'ord_1', idempotencyKey: '0b9c5c5e-7a0b-4a51-9d0f-2f1f6a1e0001' },
    ],
    [
      'checkout.refund',
      { success: true },
      (fanfare) =>
        fanfare.checkout.refund({
          orderId: 'ord_1',
          amount: '12.50',
          idempotencyKey: '0b9c5c5e-7a0b-4a51-9d0f-2f1f6a1e0002',
        }),
      'POST /checkout/api/payments/refunds',
      { orderId: 'ord_1', amount: '12.50', idempotencyKey: '0b9c5c5e-7a0b-4a51-9d0f-2f1f6a1e0002' },
    ],
  ])('A2: %s', async (_, json, call, line, body) => {
    const { fanfare, received } = await setUp(() => ({ json }));

    await expect(call(fanfare)).resolves.toEqual(json);

    const [request] = received;
    expect(`${request?.method} ${request?.target}`).toBe(line);
    expect(request?.body.length ? JSON.parse(request.body.toString()) : undefined).toEqual(body);
  });
});

describe('requests that do not fit the contract', () => {
  it.each<[string, (fanfare: FanfareServer) => Promise<unknown>, readonly string[]]>([
    ['an id that would change the path', (fanfare) => fanfare.consumers.get('../admin'), ['consumerId']],
    ['an empty id', (fanfare) => fanfare.queues.admit('', 'csm_1'), ['queueId']],
    [
      'a reason nobody knows',
      (fanfare) => fanfare.queues.deny('que_1', { consumerId: 'csm_1', reason: 'MOOD' as 'QUEUE_CLOSED' }),
      ['reason'],
    ],
    [
      'several mistakes',
      (fanfare) =>
        fanfare.checkout.create({
          ...checkout,
          quantity: 0,
          currencyCode: 'euro',
          extra: 1,
        } as typeof checkout),
      ['quantity', 'currencyCode', 'extra'],
    ],
    ['no body', (fanfare) => fanfare.external.authorize(undefined as never), ['']],
    [
      'an idempotency key that cannot travel',
      (fanfare) => fanfare.queues.admit('que_1', 'csm_1', { idempotencyKey: 'kürz\n' }),
      ['idempotencyKey'],
    ],
    [
      'two idempotency keys',
      (fanfare) =>
        fanfare.checkout.cancel(
          { orderId: 'ord_1', idempotencyKey: 'key-00001' },
          { idempotencyKey: 'key-00002' },
        ),
      ['idempotencyKey'],
    ],
  ])('are not sent: %s', async (_, call, paths) => {
    const { fanfare, received } = await setUp(() => ({ json: {} }));

    const error: unknown = await call(fanfare).catch((reason: unknown) => reason);

    expect(error).toBeInstanceOf(RequestError);
    expect(error).toMatchObject({
      code: 'invalid_request',
      message: expect.stringContaining('was not sent'),
    });
    expect((error as RequestError).issues?.map(({ path }) => path).sort()).toEqual([...paths].sort());
    expect(received).toHaveLength(0);
  });

  it('are not sent: a body that JSON cannot carry', async () => {
    const { fanfare, received } = await setUp(() => ({ json: {} }));
    const claims: Record<string, unknown> = {};
    claims['self'] = claims;

    const call = fanfare.external.authorize({ provider: 'p', issuer: 'i', subject: 's', claims });

    await expect(call).rejects.toMatchObject({ code: 'invalid_request' });
    expect(received).toHaveLength(0);
  });

  it('are not sent: unknown or mistyped options of a call', async () => {
    const { fanfare, received } = await setUp(() => ({ json: {} }));

    await expect(fanfare.consumers.get('csm_1', { timeout: 1 } as never)).rejects.toThrow(
      /no option "timeout"/,
    );
    await expect(fanfare.consumers.get('csm_1', { idempotencyKey: 'key-00001' } as never)).rejects.toThrow(
      /idempotencyKey/,
    );
    await expect(fanfare.consumers.get('csm_1', { signal: {} as AbortSignal })).rejects.toThrow(
      /signal must have the methods addEventListener/,
    );
    await expect(fanfare.consumers.get('csm_1', { timeoutMs: -1 })).rejects.toThrow(
      /timeoutMs must be a whole number/,
    );
    expect(received).toHaveLength(0);
  });
});

describe('arguments that are not there', () => {
  it.each([undefined, null, 'text', 1, []])('are refused before anything is sent: %o', async (wrong) => {
    const { fanfare, received } = await setUp(() => ({ json: {} }));
    const none = wrong as never;

    for (const call of [
      () => fanfare.external.authorize(none),
      () => fanfare.queues.deny('que_1', none),
      () => fanfare.queues.admit('que_1', (wrong === 'text' ? null : wrong) as never),
      () => fanfare.consumers.get((wrong === 'text' ? null : wrong) as never),
      () => fanfare.checkout.create(none),
      () => fanfare.checkout.cancel(none),
      () => fanfare.checkout.refund(none),
      () => fanfare.admissions.validate(none),
      () => fanfare.admissions.complete(none),
    ]) {
      await expect(call()).rejects.toMatchObject({ name: 'RequestError', code: 'invalid_request' });
    }
    expect(received).toHaveLength(0);
  });

  it('null for the options of a call means none', async () => {
    const { fanfare } = await setUp(() => ({ status: 201, json: created }));

    await expect(fanfare.checkout.create(checkout, null as never)).resolves.toEqual(created);
  });
});

describe('F10, F12: answers', () => {
  const get = (fanfare: FanfareServer): Promise<unknown> => fanfare.consumers.get('csm_1');

  it('unknown fields and unknown arms pass', async () => {
    const { fanfare } = await setUp(() => ({ json: { status: 'PAUSED', since: 'noon' } }));

    await expect(fanfare.queues.admit('que_1', 'csm_1')).resolves.toEqual({
      status: 'PAUSED',
      since: 'noon',
    });
  });

  it('a missing or mistyped field is named by its path, with status and request id', async () => {
    const { fanfare } = await setUp(() => ({ json: { id: 'csm_1', totalOrders: 'three' } }));

    const error: unknown = await get(fanfare).catch((reason: unknown) => reason);

    expect(error).toBeInstanceOf(ResponseError);
    expect(error).toMatchObject({
      code: 'invalid_response',
      status: 200,
      requestId: 'req_1',
      issues: [{ path: 'totalOrders' }],
    });
    expect((error as Error).message).toContain('totalOrders');
  });

  it.each<[string, Reply]>([
    ['HTML', { headers: { 'content-type': 'text/html' }, text: '<h1>Bad gateway</h1>' }],
    ['nothing', { text: '' }],
    ['cut JSON', { text: '{"id":"cs' }],
    ['a list', { json: [] }],
    ['null', { text: 'null' }],
  ])('%s with status 200 is a typed error with the request id', async (_, reply) => {
    const { fanfare } = await setUp(() => reply);

    await expect(get(fanfare)).rejects.toMatchObject({
      name: 'ResponseError',
      code: 'invalid_response',
      status: 200,
      requestId: 'req_1',
    });
  });

  it("another organization's consumer is not found", async () => {
    const { fanfare } = await setUp(() => ({ status: 404, json: { error: 'not_found' } }));

    await expect(get(fanfare)).rejects.toBeInstanceOf(NotFoundError);
  });

  it('nobody at the other end is a network error', async () => {
    const { fanfare } = await setUp(() => ({ json: {} }), { maxRetries: 0 });
    await server?.close();

    await expect(get(fanfare)).rejects.toBeInstanceOf(NetworkError);
  });
});

describe('F5, F8, F9: options of one call', () => {
  it('maxRetries', async () => {
    const { fanfare, received } = await setUp(() => busy, { clock: impatientClock });

    await expect(fanfare.consumers.get('csm_1', { maxRetries: 1 })).rejects.toMatchObject({ status: 503 });
    expect(received).toHaveLength(2);
  });

  it('timeoutMs and maxRetries against a server that hangs', async () => {
    const { fanfare } = await setUp(() => ({ hang: true }));

    const call = fanfare.consumers.get('csm_1', { timeoutMs: 30, maxRetries: 0 });

    await expect(call).rejects.toBeInstanceOf(TimeoutError);
  });

  it('totalTimeoutMs against a server that hangs', async () => {
    const { fanfare, received } = await setUp(() => ({ hang: true }));

    await expect(fanfare.consumers.get('csm_1', { totalTimeoutMs: 40 })).rejects.toBeInstanceOf(TimeoutError);
    expect(received).toHaveLength(1);
  });

  it('signal', async () => {
    const controller = new AbortController();
    const { fanfare } = await setUp(() => {
      controller.abort();
      return { hang: true };
    });

    const call = fanfare.consumers.get('csm_1', { signal: controller.signal });

    await expect(call).rejects.toBeInstanceOf(AbortedError);
  });

  it('idempotencyKey', async () => {
    const { fanfare, received } = await setUp(() => ({ json: { status: 'DENIED', reason: 'x' } }));

    await fanfare.queues.deny(
      'que_1',
      { consumerId: 'csm_1', reason: 'BOT_DETECTED' },
      { idempotencyKey: 'denial-0001' },
    );

    expect(received[0]?.headers['idempotency-key']).toBe('denial-0001');
  });

  it('a checkout is repeated under one key, the same in header and body', async () => {
    const { fanfare, received } = await setUp((_, count) => (count === 1 ? busy : { json: created }), {
      clock: impatientClock,
    });

    await fanfare.checkout.create(checkout);
    await fanfare.checkout.create(checkout);

    const keys = received.map(
      ({ body }) => (JSON.parse(body.toString()) as { idempotencyKey: string }).idempotencyKey,
    );
    expect(keys).toEqual(received.map(({ headers }) => headers['idempotency-key']));
    expect([keys[0] === keys[1], keys[1] === keys[2]]).toEqual([true, false]);
  });

  it('a platform without the idempotency header gets no second external.authorize', async () => {
    const { fanfare, received } = await setUp(() => busy, { profile: 'hosted' });

    const call = fanfare.external.authorize({ provider: 'p', issuer: 'i', subject: 's' });

    await expect(call).rejects.toMatchObject({ status: 503 });
    expect(received).toHaveLength(1);
  });
});

describe('K10: the logger', () => {
  it('is told about attempts, without a secret', async () => {
    const debug = vi.fn();
    const { fanfare } = await setUp((_, count) => (count === 1 ? busy : { json: { id: 'csm_1' } }), {
      bearer: true,
      clock: impatientClock,
      logger: { debug },
    });

    await fanfare.consumers.get('csm_1');

    expect(debug.mock.calls.map(([, fields]) => fields)).toMatchObject([
      {
        operation: 'consumers.get',
        attempt: 1,
        status: 503,
        code: 'service_unavailable',
        requestId: 'req_1',
      },
      { operation: 'consumers.get', attempt: 2, status: 200 },
    ]);
    expect(JSON.stringify(debug.mock.calls)).not.toContain('calls0calls1');
  });

  it('cannot make a call fail', async () => {
    const { fanfare } = await setUp(() => ({ json: { id: 'csm_1' } }), {
      logger: {
        debug() {
          throw new Error('disk full');
        },
      },
    });

    await expect(fanfare.consumers.get('csm_1')).resolves.toMatchObject({ id: 'csm_1' });
  });
});
