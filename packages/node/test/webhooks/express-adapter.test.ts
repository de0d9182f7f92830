import express, { type Express, type Request } from 'express';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { toExpressHandler, toNodeHandler, webhookHandler } from '@fanfare/node/webhooks';
import { fakeClock } from './support/fake-clock.js';
import { startServer, type HttpServer } from './support/http-server.js';
import { secret } from './support/samples.js';
import { deliver } from './support/tricky.js';

const servers: HttpServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const received = vi.fn();
afterEach(() => void vi.clearAllMocks());

function handler() {
  return webhookHandler({
    secrets: [secret],
    clock: fakeClock(),
    on: {},
    fallback: received,
    onError: () => {},
  });
}

async function serve(configure: (app: Express) => void): Promise<string> {
  const app = express();
  configure(app);
  const server = await startServer(app);
  servers.push(server);
  return server.url;
}

const keepBytes = (request: object, _: unknown, bytes: Buffer): void => {
  (request as Request & { rawBody?: Buffer }).rawBody = bytes; // the hook gets the request of node:http
};

describe('H10: toExpressHandler', () => {
  const good: Readonly<Record<string, (app: Express) => void>> = {
    'without a parser': (app) => app.post('/webhooks', toExpressHandler(handler())),
    'before express.json()': (app) => app.post('/webhooks', toExpressHandler(handler())).use(express.json()),
    'with express.raw() on its route': (app) =>
      app.post('/webhooks', express.raw({ type: '*/*' }), toExpressHandler(handler())),
    'with express.raw() that skips the type': (app) =>
      app.post('/webhooks', express.raw({ type: 'text/plain' }), toExpressHandler(handler())),
    'behind express.json() that keeps the bytes': (app) =>
      app.use(express.json({ verify: keepBytes })).post('/webhooks', toExpressHandler(handler())),
    'in a mounted router': (app) =>
      app.use('/webhooks', express.Router().post('/', toExpressHandler(handler()))),
    'as a plain Node handler': (app) => app.post('/webhooks', toNodeHandler(handler())),
  };

  it.each(Object.entries(good))(
    'verifies a body whose re-serialisation differs, %s',
    async (_, configure) => {
      const url = await serve(configure);

      expect((await deliver(url)).status).toBe(200);
      expect(received).toHaveBeenCalledTimes(1);
      expect((await deliver(url, Buffer.from('{}'))).status).toBe(401);
    },
  );

  const spoilt: Readonly<Record<string, (app: Express) => void>> = {
    'behind express.json()': (app) => app.use(express.json()).post('/webhooks', toExpressHandler(handler())),
    'behind express.json() and express.raw()': (app) =>
      app.use(express.json()).post('/webhooks', express.raw({ type: '*/*' }), toExpressHandler(handler())),
    'behind express.text()': (app) =>
      app.use(express.text({ type: '*/*' })).post('/webhooks', toExpressHandler(handler())),
    'behind something that read the stream': (app) =>
      app
        .use((request, _, next) => void request.resume().on('end', () => next()))
        .post('/webhooks', toExpressHandler(handler())),
  };

  it.each(Object.entries(spoilt))('answers at once how to fix it, %s', async (_, configure) => {
    const url = await serve(configure);
    await deliver(url); // the first request of a process loads what all later ones share
    const before = performance.now();
    const response = await deliver(url);
    const took = performance.now() - before;
    const body = (await response.json()) as { error: string; message: string };

    expect(response.status).toBe(500);
    expect(body.error).toBe('webhook_body_already_parsed');
    expect(body.message).toMatch(/In Express, mount this handler before app\.use\(express\.json\(\)\)/);
    expect(took).toBeLessThan(1_000); // a hang would last until a timeout
    expect(received).not.toHaveBeenCalled();
  });

  it('shows its fix to work', async () => {
    const url = await serve((app) =>
      app.use(express.json({ verify: keepBytes })).post('/webhooks', toExpressHandler(handler())),
    );

    expect((await deliver(url)).status).toBe(200);
  });
});
