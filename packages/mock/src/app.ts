import { Hono } from 'hono';
import { controlRoutes, type ControlOptions } from './control/control-routes.js';
import { fincodeRoutes } from './doors/fincode/fincode-routes.js';
import type { MockEnv } from './exchange.js';
import { guardHead } from './guard-head.js';
import { guardOrigin } from './guard-origin.js';
import { openApiRoutes } from './openapi-routes.js';
import { redirectToHttps } from './redirect-to-https.js';
import { refuse } from './refusal.js';
import { buildRouter } from './router/build-router.js';
import { guardAddressRate, quotaHeaders } from './router/guard-rate.js';
import type { RouterOptions } from './router/handle-operation.js';
import { answerWith, renderRefusal, toRefusal } from './router/render-refusal.js';

/** Builds the whole platform as one Hono application: the operations of the table, their description, and the control surface. */
export function createApp(options: RouterOptions & ControlOptions): Hono<MockEnv> {
  const { context, strict } = options;
  const app = new Hono<MockEnv>();
  app.use('/*', guardHead(), redirectToHttps(context));
  app.route('/__mock', controlRoutes(options));
  app.use('/*', guardOrigin(options));
  app.route('/', openApiRoutes(context));
  if (context.doors.includes('fincode')) app.route('/fincode/api/v6/services', fincodeRoutes(context));
  app.route('/', buildRouter(options));
  app.notFound(({ env: { exchange } }) => {
    guardAddressRate({ context, exchange });
    return refuse('not_found', 'There is nothing at this address.');
  });
  app.onError((error, c) => {
    const { exchange } = c.env;
    if (c.req.raw.signal.aborted && error === c.req.raw.signal.reason) throw error;
    const refusal = toRefusal(error, { context, operation: `${c.req.method} ${c.req.path}` });
    const render = renderRefusal(undefined, { context, exchange, strict });
    return answerWith(render(refusal), quotaHeaders({ context, exchange }));
  });
  return app;
}
