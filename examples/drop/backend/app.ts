import { FanfareServer, isFanfareError } from '@fanfare/node';
import { toExpressHandler } from '@fanfare/node/webhooks';
import express, { type ErrorRequestHandler, type Express, type Request } from 'express';
import { checkout, type Purchase } from './checkout.ts';
import { merchantPage } from './merchant-page.ts';
import { openOrderBook } from './orders.ts';
import type { Settings } from './settings.ts';
import { webhooks } from './webhooks.ts';

/** The merchant's backend: what the page may know, who buys, what was sold. */
export function shopApp(settings: Settings): Express {
  const orders = openOrderBook();
  const fanfare = new FanfareServer({
    secretKey: settings.secretKey,
    baseUrl: settings.baseUrl,
    organizationId: settings.organizationId,
  });
  const consumerOf = async (request: Request): Promise<string> => {
    const token = request.get('authorization')?.replace(/^Bearer /, '') ?? '';
    const { consumerId } = await fanfare.tokens.verify(token);
    return consumerId;
  };

  const app = express();
  app.disable('x-powered-by');
  // Before any body parser: the signature covers the raw bytes.
  app.post('/webhooks/fanfare', toExpressHandler(webhooks(orders, settings.webhookSecret)));

  app.get('/api/config', (_request, response) => {
    const { publishableKey, browserBaseUrl, organizationId, experienceId, price } = settings;
    response.json({ publishableKey, baseUrl: browserBaseUrl, organizationId, experienceId, price });
  });
  app.post('/api/checkout', express.json({ limit: '10kb' }), async (request, response) => {
    const consumerId = await consumerOf(request);
    const wish = request.body as Omit<Purchase, 'consumerId'>; // the SDK refuses what does not fit the contract
    response.json(await checkout({ ...wish, consumerId }, { fanfare, orders, settings }));
  });
  app.get('/api/orders', async (request, response) => {
    response.json({ orders: orders.of(await consumerOf(request)) });
  });
  app.get('/merchant/orders.json', (_request, response) => {
    response.json({ orders: orders.all() });
  });
  app.get('/merchant', (_request, response) => {
    response.type('html').send(merchantPage(orders.all()));
  });
  app.use(refusals);
  return app;
}

const refusals: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  if (!isFanfareError(error)) {
    console.error(error);
    response.status(500).json({ error: 'internal_error' });
    return;
  }
  response.status(error.status ?? 400).json({ error: error.code, message: error.message });
};
