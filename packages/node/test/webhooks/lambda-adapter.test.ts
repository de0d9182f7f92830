import { describe, expect, it, vi } from 'vitest';
import { toLambdaHandler, toWorker, webhookHandler, type LambdaWebhookEvent } from '@fanfare/node/webhooks';
import { fakeClock } from './support/fake-clock.js';
import { gate } from './support/gate.js';
import { secret } from './support/samples.js';
import { trickyBody, trickyHeaders } from './support/tricky.js';

const text = trickyBody.toString();
const lists = Object.fromEntries(Object.entries(trickyHeaders).map(([name, value]) => [name, [value]]));
const capitalised = Object.fromEntries(
  Object.entries(trickyHeaders).map(([name, value]) => [
    name.replace(/(^|-)[a-z]/g, (part) => part.toUpperCase()),
    value,
  ]),
);

/** An event of each caller, with what it puts into one. */
const events: Readonly<Record<string, LambdaWebhookEvent & Readonly<Record<string, unknown>>>> = {
  'a REST API (v1)': {
    resource: '/webhooks',
    path: '/webhooks',
    httpMethod: 'POST',
    headers: { Host: 'id.execute-api.eu-central-1.amazonaws.com', ...capitalised },
    multiValueHeaders: { Host: ['id.execute-api.eu-central-1.amazonaws.com'], ...lists },
    queryStringParameters: null,
    pathParameters: null,
    stageVariables: null,
    requestContext: { stage: 'prod', identity: { sourceIp: '203.0.113.7' } } as object,
    body: text,
    isBase64Encoded: false,
  },
  'an HTTP API (v2)': {
    version: '2.0',
    routeKey: 'POST /webhooks',
    rawPath: '/webhooks',
    rawQueryString: '',
    headers: { host: 'id.execute-api.eu-central-1.amazonaws.com', ...trickyHeaders },
    requestContext: { http: { method: 'POST' } },
    body: text,
    isBase64Encoded: false,
  },
  'a function URL': {
    version: '2.0',
    routeKey: '$default',
    rawPath: '/',
    rawQueryString: '',
    headers: { host: 'id.lambda-url.eu-central-1.on.aws', ...trickyHeaders },
    requestContext: { http: { method: 'POST' } },
    body: trickyBody.toString('base64'),
    isBase64Encoded: true,
  },
  'a load balancer': {
    requestContext: {
      elb: { targetGroupArn: 'arn:aws:elasticloadbalancing:eu-central-1:1:targetgroup/t/1' },
    } as object,
    httpMethod: 'POST',
    path: '/webhooks',
    queryStringParameters: {},
    headers: { host: 'shop.example', ...trickyHeaders },
    body: text,
    isBase64Encoded: false,
  },
  'a load balancer with lists of values': {
    requestContext: {
      elb: { targetGroupArn: 'arn:aws:elasticloadbalancing:eu-central-1:1:targetgroup/t/1' },
    } as object,
    httpMethod: 'POST',
    path: '/webhooks',
    multiValueHeaders: { host: ['shop.example'], ...lists },
    body: trickyBody.toString('base64'),
    isBase64Encoded: true,
  },
};

function setUp() {
  const received = vi.fn();
  const clock = fakeClock();
  const options = { secrets: [secret], clock, on: {}, fallback: received, onError: () => {} };
  return { received, options, receive: toLambdaHandler(webhookHandler(options)) };
}

describe.each(Object.entries(events))('H10: toLambdaHandler behind %s', (_, event) => {
  it('verifies a body whose re-serialisation differs', async () => {
    const { received, receive } = setUp();
    const { statusCode, body, headers, multiValueHeaders } = await receive(event);

    expect({ statusCode, body }).toEqual({ statusCode: 200, body: '{"received":true}' });
    const type = 'application/json';
    expect(multiValueHeaders?.['content-type'] ?? headers?.['content-type']).toEqual(
      event.multiValueHeaders === undefined ? type : [type],
    );
    expect(received).toHaveBeenCalledTimes(1);
  });

  it('refuses a forgery, a missing body and another method', async () => {
    const { receive } = setUp();
    const hasMethod = event.httpMethod !== undefined;
    const get = hasMethod ? { httpMethod: 'GET' } : { requestContext: { http: { method: 'GET' } } };

    expect((await receive({ ...event, body: '{}', isBase64Encoded: false })).statusCode).toBe(401);
    for (const body of [null, undefined, ''])
      expect((await receive({ ...event, body })).statusCode).toBe(401);
    expect((await receive({ ...event, ...get, body: null })).statusCode).toBe(405);
  });

  it('tells how to get at the bytes, where something parsed them', async () => {
    const { received, receive } = setUp();
    const { statusCode, body } = await receive({ ...event, body: JSON.parse(text) as unknown });

    expect(statusCode).toBe(500);
    expect(JSON.parse(body)).toMatchObject({
      error: 'webhook_body_already_parsed',
      message: expect.stringMatching(/On AWS Lambda, use a proxy integration/) as string,
    });
    expect(received).not.toHaveBeenCalled();
  });
});

describe('H10: toLambdaHandler', () => {
  it('refuses a header that stands there twice, which the record beside the lists does not show', async () => {
    const { receive } = setUp();
    const name = 'x-fanfare-signature';
    const event = events['a REST API (v1)'] as LambdaWebhookEvent; // it is in the table
    const value = trickyHeaders[name] ?? '';
    const multiValueHeaders = { ...event.multiValueHeaders, [name]: [value, value] };

    expect((await receive({ ...event, multiValueHeaders })).statusCode).toBe(400);
  });

  it('refuses what is no event of HTTP, and what calls itself base64 and is none', async () => {
    const { receive } = setUp();

    expect((await receive({})).statusCode).toBe(405);
    const event = events['a function URL'] as LambdaWebhookEvent; // it is in the table
    expect((await receive({ ...event, body: '{}' })).statusCode).toBe(500);
  });

  it("answers after the work that ack: 'before' left, because a function is frozen once it has answered", async () => {
    const { options } = setUp();
    const work = gate();
    const slow = { ...options, fallback: () => work.passed, ack: 'before' as const, deadLetter: () => {} };
    const answered = vi.fn();
    const answer = toLambdaHandler(webhookHandler(slow))(events['a function URL'] as LambdaWebhookEvent).then(
      answered,
    );
    await new Promise((resolve) => setImmediate(resolve));
    expect(answered).not.toHaveBeenCalled();

    work.open();
    await answer;
    expect(answered).toHaveBeenCalledWith(expect.objectContaining({ statusCode: 200 }));
  });
});

describe('H10: toWorker', () => {
  const request = () =>
    new Request('https://shop.example/webhooks', {
      method: 'POST',
      headers: trickyHeaders,
      body: trickyBody,
    });

  it('makes the handler once for each env, and hands the execution context on', async () => {
    const { options } = setUp();
    const make = vi.fn((env: { readonly SECRET: string }) =>
      webhookHandler({ ...options, secrets: [env.SECRET], ack: 'before', deadLetter: () => {} }),
    );
    const worker = toWorker(make);
    const env = { SECRET: secret };
    const waitUntil = vi.fn();

    expect((await worker.fetch(request(), env, { waitUntil })).status).toBe(200);
    expect(waitUntil).toHaveBeenCalledTimes(1);
    expect((await worker.fetch(request(), env, { waitUntil })).status).toBe(200);
    expect(make).toHaveBeenCalledTimes(1);
    const other = { SECRET: 'whsec_another_secret_of_this_endpoint' };
    expect((await worker.fetch(request(), other, { waitUntil })).status).toBe(401);
  });

  it('tells how to get at the bytes, where something read them', async () => {
    const { options } = setUp();
    const worker = toWorker(() => webhookHandler(options));
    const read = request();
    await read.json();
    const response = await worker.fetch(read, {}, {});

    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({
      message: expect.stringMatching(/In a Worker, pass the Request on/) as string,
    });
  });
});
