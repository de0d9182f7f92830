import { FanfareServer } from '@fanfare/node';
import { authenticateRequest } from '@fanfare/node/authorization';
import { toExpressHandler } from '@fanfare/node/webhooks';
import express, { type Express, type Request } from 'express';
import { checkout } from './checkout.ts';
import { merchantOnly } from './merchant-only.ts';
import { merchantPage, merchantPagePolicy } from './merchant-page.ts';
import { openOrderBook } from './orders.ts';
import { readPurchase } from './read-purchase.ts';
import { refusals } from './refusals.ts';
import type { Settings } from './settings.ts';
import { webhooks } from './webhooks.ts';

/** The merchant's backend: what the page may know, who buys, what was sold. */
export function shopApp(settings: Settings): Express {
  const orders = openOrderBook();
  const fanfare = new FanfareServer({
    secretKey: settings.secretKey,
    organizationId: settings.organizationId,
    ...(settings.baseUrl !== undefined && { baseUrl: settings.baseUrl }),
  });
  const consumerOf = async (request: Request): Promise<string> => {
    const { id } = await authenticateRequest(request, {
      publicOrigin: new URL(settings.shopUrl).origin,
      verify: async (token, possession) => {
        const { consumerId } = await fanfare.tokens.verify(token, possession);
        return { id: consumerId, roles: [] };
      },
    });
    return id;
  };

  const app = express();
  app.disable('x-powered-by');
  app.use((_request, response, next) => {
    response.set({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    next();
  });
  // Before any body parser: the signature covers the raw bytes.
  app.post('/webhooks/fanfare', toExpressHandler(webhooks(orders, settings.webhookSecret)));

  app.get('/api/config', (_request, response) => {
    const { publishableKey, browserBaseUrl, baseUrl, organizationId, experienceId, price } = settings;
    response.json({
      publishableKey,
      baseUrl: browserBaseUrl ?? baseUrl,
      organizationId,
      experienceId,
      price,
    });
  });
  app.post('/api/checkout', express.json({ limit: '10kb' }), async (request, response) => {
    const consumerId = await consumerOf(request);
    const purchase = readPurchase(request.body);
    if (purchase === undefined) {
      response
        .status(400)
        .json({ error: 'invalid_request', message: 'A purchase needs a grant and a till.' });
      return;
    }
    response.json(await checkout({ ...purchase, consumerId }, { fanfare, orders, settings }));
  });
  app.get('/api/orders', async (request, response) => {
    response.json({ orders: orders.of(await consumerOf(request)) });
  });

  app.use('/merchant', merchantOnly(settings.merchantPassword));
  app.get('/merchant/orders.json', (_request, response) => {
    response.json({ orders: orders.all() });
  });
  app.get('/merchant', (_request, response) => {
    response.set('content-security-policy', merchantPagePolicy).type('html').send(merchantPage(orders.all()));
  });
  app.use(refusals);
  return app;
}
