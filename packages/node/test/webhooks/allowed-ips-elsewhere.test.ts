import { serve } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { OptionsError } from '@fanfare/core/base';
import {
  toHonoHandler,
  toLambdaHandler,
  toWorker,
  webhookHandler,
  type LambdaWebhookEvent,
  type SenderOptions,
  type WebhookRequestHandler,
} from '@fanfare/node/webhooks';
import { Hono } from 'hono';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { fakeClock } from './support/fake-clock.js';
import { secret } from './support/samples.js';
import { platform, senderCases } from './support/sender-cases.js';
import { trickyBody, trickyHeaders } from './support/tricky.js';

const received = vi.fn();
const newHandler = (): WebhookRequestHandler =>
  webhookHandler({ secrets: [secret], clock: fakeClock(), on: {}, fallback: received });
afterEach(() => vi.clearAllMocks());

/** Delivers from 127.0.0.1, as far as the runtime knows, and returns the status. */
type Deliver = (options: SenderOptions | undefined, forwarded: string | undefined) => Promise<number>;

const headersWith = (forwarded: string | undefined): Record<string, string> => ({
  ...trickyHeaders,
  ...(forwarded !== undefined && { 'x-forwarded-for': forwarded }),
});

const viaHono: Deliver = async (options, forwarded) => {
  const app = new Hono();
  app.post('/webhooks', toHonoHandler(newHandler(), { ...options, getConnInfo }));
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1', overrideGlobalObjects: false });
  if (!server.listening) await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo; // it listens on a port
  const init = { method: 'POST', body: new Uint8Array(trickyBody), headers: headersWith(forwarded) };
  return (await fetch(`http://127.0.0.1:${port}/webhooks`, init)).status;
};

const viaWorker: Deliver = async (options, forwarded) => {
  const worker = toWorker(() => newHandler(), options);
  const headers = { ...headersWith(forwarded), 'cf-connecting-ip': '127.0.0.1' };
  const init = { method: 'POST', body: new Uint8Array(trickyBody), headers };
  return (await worker.fetch(new Request('https://shop.example/webhooks', init), {}, {})).status;
};

const viaLambda =
  (makeEvent: (headers: Record<string, string>) => LambdaWebhookEvent): Deliver =>
  async (options, forwarded) => {
    const event = makeEvent(headersWith(forwarded));
    const receive = toLambdaHandler(newHandler(), options);
    return (await receive({ ...event, body: trickyBody.toString(), isBase64Encoded: false })).statusCode;
  };

const viaHttpApi = viaLambda((headers) => ({
  headers,
  rawPath: '/webhooks',
  requestContext: { http: { method: 'POST', sourceIp: '127.0.0.1' } },
}));
const viaRestApi = viaLambda((headers) => ({
  headers,
  multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
  httpMethod: 'POST',
  path: '/webhooks',
  requestContext: { identity: { sourceIp: '127.0.0.1' } },
}));
/** It appends who called it, whatever was there before. */
const viaLoadBalancer = viaLambda(({ 'x-forwarded-for': forwarded, ...headers }) => ({
  headers: { ...headers, 'X-Forwarded-For': [forwarded ?? [], '127.0.0.1'].flat().join(', ') },
  httpMethod: 'POST',
  path: '/webhooks',
  requestContext: { elb: { targetGroupArn: 'arn:aws:elasticloadbalancing:eu-central-1:1:targetgroup/t/1' } },
}));

describe.each<[string, Deliver]>([
  ['Hono', viaHono],
  ['a Worker', viaWorker],
  ['Lambda behind an HTTP API or a function URL', viaHttpApi],
  ['Lambda behind a REST API', viaRestApi],
  ['Lambda behind a load balancer', viaLoadBalancer],
])('E10, H8: allowedIps in %s', (_, deliver) => {
  it.each(senderCases)('%s', async (__, options, forwarded, status) => {
    expect(await deliver(options, forwarded)).toBe(status);
    expect(received).toHaveBeenCalledTimes(status === 200 ? 1 : 0);
  });
});

describe('E10, H8: allowedIps where the runtime tells no address', () => {
  const only = { allowedIps: ['0.0.0.0/0', '::/0'] };

  it('lets nobody in: a Worker without the header of Cloudflare', async () => {
    const worker = toWorker(() => newHandler(), only);
    const init = { method: 'POST', body: new Uint8Array(trickyBody), headers: headersWith(platform) };

    expect((await worker.fetch(new Request('https://shop.example/webhooks', init), {}, {})).status).toBe(403);
  });

  it.each<[string, LambdaWebhookEvent]>([
    ['no context', { httpMethod: 'POST', headers: headersWith(platform) }],
    ['an empty one', { httpMethod: 'POST', headers: headersWith(platform), requestContext: {} }],
    [
      'a load balancer that removes the header',
      { httpMethod: 'POST', headers: trickyHeaders, requestContext: { elb: {} } },
    ],
  ])('lets nobody in: a function with %s', async (_, event) => {
    const receive = toLambdaHandler(newHandler(), only);

    expect((await receive({ ...event, body: trickyBody.toString() })).statusCode).toBe(403);
  });

  it('lets nobody in: Hono on a runtime whose getConnInfo knows none', async () => {
    const app = new Hono();
    app.post('/webhooks', toHonoHandler(newHandler(), { ...only, getConnInfo: () => ({ remote: {} }) }));

    const init = { method: 'POST', body: new Uint8Array(trickyBody), headers: headersWith(platform) };
    expect((await app.request('/webhooks', init)).status).toBe(403);
  });

  it('is refused at once in Hono without getConnInfo', () => {
    expect(() => toHonoHandler(newHandler(), only)).toThrow(/allowedIps needs getConnInfo/);
    expect(() => toHonoHandler(newHandler(), { ...only, getConnInfo: 'x' as never })).toThrow(
      /must be a function/,
    );
  });

  it.each([toHonoHandler, toLambdaHandler])('is checked when the adapter is made: %o', (adapt) => {
    const options = { allowedIps: ['fanfare.io'] } as SenderOptions;
    expect(() =>
      adapt(newHandler(), { ...options, ...(adapt === toHonoHandler && { getConnInfo }) }),
    ).toThrow(OptionsError);
    expect(() => toWorker(() => newHandler(), options)).toThrow(/allowedIps\[0\]/);
  });
});

describe('E10, O3: allowedIps without the modules of Node', () => {
  it('works all the same', async () => {
    vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined);

    expect(await viaWorker({ allowedIps: ['127.0.0.0/8'] }, undefined)).toBe(200);
    expect(await viaWorker({ allowedIps: ['2001:db8::/32'] }, undefined)).toBe(403);
  });
});
