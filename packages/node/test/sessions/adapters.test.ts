import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { Hono } from 'hono';
import { describe, expect, it, onTestFinished } from 'vitest';
import { toNodeSessionsHandler } from '@fanfare/node/sessions';
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
