import { serve } from '@hono/node-server';
import Fastify, { type FastifyInstance } from 'fastify';
import { Hono } from 'hono';
import Koa from 'koa';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  toFastifyHandler,
  toFastifyPlugin,
  toHonoHandler,
  toKoaMiddleware,
  toNextPagesHandler,
  webhookHandler,
} from '@fanfare/node/webhooks';
import { fakeClock } from './support/fake-clock.js';
import { startServer } from './support/http-server.js';
import { secret } from './support/samples.js';
import { deliver } from './support/tricky.js';

const closing: (() => unknown)[] = [];
const received = vi.fn();
const failed = vi.fn();
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
  vi.clearAllMocks();
});

function handler() {
  const clock = fakeClock();
  return webhookHandler({ secrets: [secret], clock, on: {}, fallback: received, onError: failed });
}

type Start = () => Promise<string>;

const fastify = (configure: (app: FastifyInstance) => void) => async (): Promise<string> => {
  const app = Fastify({ forceCloseConnections: true });
  configure(app);
  closing.push(() => app.close());
  return `${await app.listen({ port: 0, host: '127.0.0.1' })}/webhooks`;
};

const koa = (configure: (app: Koa) => void) => async (): Promise<string> => {
  const app = new Koa();
  configure(app);
  const server = await startServer(app.callback());
  closing.push(() => server.close());
  return server.url;
};

const hono = (configure: (app: Hono) => void) => async (): Promise<string> => {
  const app = new Hono();
  configure(app);
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1', overrideGlobalObjects: false });
  if (!server.listening) await once(server, 'listening');
  closing.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`; // it listens on a port
};

const keepBuffer = (app: FastifyInstance): void => {
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
};

/** A body parser as those of Koa are: it reads the stream and leaves an object, and text or bytes beside it. */
const koaParser =
  (keep: (bytes: Buffer) => unknown): Koa.Middleware =>
  async ({ req, request }, next) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer); // a stream without an encoding has these
    const bytes = Buffer.concat(chunks);
    Object.assign(request, { body: { text: bytes.toString() }, rawBody: keep(bytes) });
    await next();
  };

const route =
  (receive: ReturnType<typeof toKoaMiddleware>): Koa.Middleware =>
  (context, next) =>
    context.path === '/webhooks' ? receive(context) : next();

const good: Readonly<Record<string, Start>> = {
  'Fastify, as a plugin': fastify((app) => {
    app.register(toFastifyPlugin(handler()), { prefix: '/webhooks' });
    app.post('/others', (request) => request.body);
  }),
  'Fastify, with a parser that keeps a Buffer': fastify((app) => {
    keepBuffer(app);
    app.post('/webhooks', toFastifyHandler(handler()));
  }),
  'Fastify, with a rawBody': fastify((app) => {
    app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
      Object.assign(request, { rawBody: body });
      done(null, JSON.parse(body.toString()));
    });
    app.post('/webhooks', toFastifyHandler(handler()));
  }),
  'Koa, without a parser': koa((app) => app.use(route(toKoaMiddleware(handler())))),
  'Koa, before a parser': koa((app) => {
    app.use(route(toKoaMiddleware(handler()))).use(koaParser(() => undefined));
  }),
  'Koa, behind a parser that keeps the bytes': koa((app) => {
    app.use(koaParser((bytes) => bytes)).use(route(toKoaMiddleware(handler())));
  }),
  Hono: hono((app) => app.post('/webhooks', toHonoHandler(handler()))),
  'Hono, behind a middleware that reads a clone': hono((app) => {
    app.use(async ({ req }, next) => {
      await req.raw.clone().text();
      await next();
    });
    app.post('/webhooks', toHonoHandler(handler()));
  }),
  'Next.js, as an API route without its parser': async () => {
    const receive = toNextPagesHandler(handler());
    const server = await startServer((message, response) => void receive(message, response));
    closing.push(() => server.close());
    return server.url;
  },
};

const spoilt: Readonly<Record<string, readonly [Start, RegExp]>> = {
  'Fastify with its own parser': [
    fastify((app) => app.post('/webhooks', toFastifyHandler(handler()))),
    /In Fastify, which parses JSON by itself, register the route with toFastifyPlugin/,
  ],
  'Fastify with a rawBody of text': [
    fastify((app) => {
      app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
        Object.assign(request, { rawBody: body });
        done(null, {});
      });
      app.post('/webhooks', toFastifyHandler(handler()));
    }),
    /In Fastify/,
  ],
  'Koa behind a parser': [
    koa((app) => app.use(koaParser(() => undefined)).use(route(toKoaMiddleware(handler())))),
    /In Koa, put this middleware, or its router, before the body parser/,
  ],
  'Koa behind a parser that keeps text': [
    koa((app) => app.use(koaParser(String)).use(route(toKoaMiddleware(handler())))),
    /A rawBody that is a string was decoded already/,
  ],
  'Hono behind a middleware that read JSON': [
    hono((app) => {
      app.use(async ({ req }, next) => {
        await req.json();
        await next();
      });
      app.post('/webhooks', toHonoHandler(handler()));
    }),
    /In Hono, let no middleware call c\.req\.json\(\)/,
  ],
};

describe('H10: adapters verify a body whose re-serialisation differs', () => {
  it.each(Object.entries(good))('%s', async (_, start) => {
    const url = await start();

    expect(await (await deliver(url)).json()).toEqual({ received: true });
    expect(received).toHaveBeenCalledTimes(1);
    const forged = await deliver(url, Buffer.from('{}'));
    expect(forged.status).toBe(401);
    expect(await forged.json()).toMatchObject({ error: 'webhook_signature_mismatch' });
    expect((await deliver(url, Buffer.alloc(1_048_577, 32))).status).toBe(413);
  });

  it('Fastify: the plugin leaves the parsers of the rest alone', async () => {
    const url = await (good['Fastify, as a plugin'] as Start)();
    const headers = { 'content-type': 'application/json' };
    const others = await fetch(url.replace('/webhooks', '/others'), {
      method: 'POST',
      headers,
      body: '{"a": 1}',
    });

    expect(await others.json()).toEqual({ a: 1 });
  });
});

describe('H10: adapters tell at once how to get at the bytes', () => {
  it.each(Object.entries(spoilt))('%s', async (_, [start, fix]) => {
    const response = await deliver(await start());
    const body = (await response.json()) as { error: string; message: string };

    expect(response.status).toBe(500);
    expect(body.error).toBe('webhook_body_already_parsed');
    expect(body.message).toMatch(fix);
    expect(received).not.toHaveBeenCalled();
    expect(failed).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ code: 'webhook_body_already_parsed' }),
      { stage: 'refused' },
    );
  });
});
