import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import Fastify from 'fastify';
import { Hono } from 'hono';
import Koa from 'koa';
import { describe, expect, it, onTestFinished } from 'vitest';
import { toLambdaSessionsHandler, toNodeSessionsHandler } from '@fanfare/node/sessions';
import { openBackend } from './support/open-backend.js';
import { openPage, type ShopPage } from './support/shop-page.js';

type Handler = (request: Request) => Promise<Response>;

/** Puts the handler behind a server, and opens a browser there. */
async function served(listener: RequestListener): Promise<ShopPage> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo; // a TCP server that listens has one
  return openPage(async (request) => {
    const { pathname } = new URL(request.url);
    const { method, headers } = request;
    const body = method === 'GET' ? undefined : await request.text();
    return fetch(`http://127.0.0.1:${port}${pathname}`, {
      method,
      headers,
      ...(body !== undefined && { body }),
    });
  });
}

interface LambdaAnswer {
  readonly statusCode: number;
  readonly body: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly cookies: readonly string[];
}

/** What a gateway makes of the answer of a function. */
function answered({ statusCode, body, headers, cookies }: LambdaAnswer): Response {
  const all = new Headers(headers.map(([name, value]): [string, string] => [name, value]));
  for (const cookie of cookies) all.append('set-cookie', cookie);
  return new Response(body === '' ? null : body, { status: statusCode, headers: all });
}

const mounts: Readonly<Record<string, (handler: Handler) => Promise<ShopPage>>> = {
  'node:http': (handler) => served(toNodeSessionsHandler(handler)),
  'Express, mounted on a path': (handler) => {
    const app = express();
    app.use('/fanfare', toNodeSessionsHandler(handler));
    return served(app);
  },
  'Express, behind express.json()': (handler) => {
    const app = express();
    app.use(express.json());
    app.use('/fanfare', toNodeSessionsHandler(handler));
    return served(app);
  },
  Koa: (handler) => {
    const listener = toNodeSessionsHandler(handler);
    const app = new Koa();
    app.use((context) => {
      context.respond = false;
      listener(context.req, context.res);
    });
    return served(app.callback());
  },
  'Fastify, in a plugin that parses nothing': async (handler) => {
    const listener = toNodeSessionsHandler(handler);
    const app = Fastify({ forceCloseConnections: true });
    app.register(async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', (_, __, done) => done(null));
      scope.all('/fanfare/*', (request, reply) => {
        reply.hijack();
        listener(request.raw, reply.raw);
      });
    });
    await app.ready();
    onTestFinished(() => app.close());
    return served((message, response) => app.routing(message, response));
  },
  'AWS Lambda behind an HTTP API': async (handler) => {
    const receive = toLambdaSessionsHandler(handler);
    return openPage(async (request) => {
      const { cookie, ...headers } = Object.fromEntries(request.headers);
      const {
        statusCode,
        body,
        headers: more,
        cookies = [],
      } = await receive({
        rawPath: new URL(request.url).pathname,
        headers,
        ...(cookie !== undefined && { cookies: cookie.split('; ') }),
        requestContext: { http: { method: request.method } },
        body: request.method === 'GET' ? null : await request.text(),
      });
      return answered({ statusCode, body, headers: Object.entries(more ?? {}), cookies });
    });
  },
  'AWS Lambda behind a REST API': async (handler) => {
    const receive = toLambdaSessionsHandler(handler);
    return openPage(async (request) => {
      const lists = [...request.headers].map(([name, value]): [string, string[]] => [name, [value]]);
      const {
        statusCode,
        body,
        multiValueHeaders = {},
      } = await receive({
        path: new URL(request.url).pathname,
        httpMethod: request.method,
        headers: Object.fromEntries(request.headers),
        multiValueHeaders: Object.fromEntries(lists),
        requestContext: { identity: { sourceIp: '203.0.113.7' } },
        body: request.method === 'GET' ? null : await request.text(),
      });
      const { 'set-cookie': cookies = [], ...rest } = multiValueHeaders;
      const headers = Object.entries(rest).map(([name, values]): [string, string] => [name, values.join()]);
      return answered({ statusCode, body, headers, cookies });
    });
  },
  'Hono, mounted on a path': async (handler) => {
    const app = new Hono();
    app.all('/fanfare/*', ({ req }) => handler(req.raw));
    return openPage(async (request) => app.fetch(request));
  },
  'Hono on node:http': (handler) => {
    const app = new Hono();
    app.all('/fanfare/*', ({ req }) => handler(req.raw));
    return served(toNodeSessionsHandler(async (request) => app.fetch(request)));
  },
  'what takes a fetch handler, as Next.js and Workers do': async (handler) => openPage(handler),
};

describe('B8: the handler of sessions', () => {
  it.each(Object.entries(mounts))('works under %s', async (_, mount) => {
    const { sessions } = openBackend();
    const page = await mount(sessions.handler);

    expect(await page.ask('GET /session')).toMatchObject({ status: 200, data: { current: null } });
    expect(await page.ask('POST /auth/guest')).toMatchObject({ status: 200 });
    expect([...page.cookies.keys()].toSorted()).toEqual(['__Host-fanfare_csrf', '__Host-fanfare_session']);
    expect(await page.ask('POST /auth/refresh', { body: { after: 0, idleMs: 0 } })).toMatchObject({
      status: 200,
      data: { generation: 1 },
    });
    expect(await page.ask('POST /auth/refresh', { body: [] })).toMatchObject({ status: 400 });
    expect(await page.ask('GET /nothing')).toMatchObject({ status: 404, data: { error: 'not_found' } });
    expect(await page.ask('POST /auth/logout', { body: {} })).toMatchObject({ status: 204 });
    expect([...page.cookies]).toEqual([]);
  });
});
