import { Hono } from 'hono';
import type { MockContext } from '../context.js';
import { apiTokenRoutes } from '../doors/fincode/api-token-routes.js';
import type { MockEnv } from '../exchange.js';
import { hostOf, isOwnOrigin } from '../own-host.js';
import { serveChallengePage } from '../pages/challenge.js';
import { servePayPage } from '../pages/pay.js';
import { refuse } from '../refusal.js';
import { createEmailVerifications } from '../state/email-verifications.js';
import { createOtpCodes } from '../state/otp-codes.js';
import { createStats } from '../stats/create-stats.js';
import type { RequestLog } from '../state/request-log.js';
import { appointmentRoutes } from './appointment-routes.js';
import { clockRoutes } from './clock-routes.js';
import { faultRoutes } from './fault-routes.js';
import { pageRoutes } from './page-routes.js';
import { scenarioRoutes } from './scenario-routes.js';
import { sequenceRoutes } from './sequence-routes.js';
import { settingsRoutes } from './settings-routes.js';
import { uploadRoutes } from './upload-routes.js';
import { vendorListRoutes } from './vendor-list-routes.js';
import { webhookRoutes } from './webhook-routes.js';
import { worldRoutes } from './world-routes.js';
import { deliveryAgent } from '../webhooks/delivery-agent.js';

/** What can be looked at and moved from outside. */
export interface ControlOptions {
  readonly context: MockContext;
  readonly log: RequestLog;
  readonly defects: readonly string[];
  readonly reset: () => void;
  readonly isOwnAuthority: (authority: string) => boolean;
}

/** The control surface below `/__mock`: no credentials, and not for pages of other origins. */
export function controlRoutes(options: ControlOptions): Hono<MockEnv> {
  const { context, log, defects, reset, isOwnAuthority } = options;
  const routes = new Hono<MockEnv>();
  routes.use('/*', async function guard(c, next): Promise<void> {
    const origin = c.req.header('origin');
    const foreign = origin !== undefined && !isOwnOrigin(c.req.raw, { origin, context, isOwnAuthority });
    // A name that somebody else points at loopback is not ours (DNS rebinding).
    if (foreign || !isOwnAuthority(hostOf(c.req.raw))) {
      return refuse('origin_not_allowed', 'The control surface is not for pages of other origins.');
    }
    // A delivery may come back in ways that its address does not tell, such as a proxy.
    if (c.req.header('user-agent') === deliveryAgent) {
      return refuse('forbidden', 'The control surface is not for deliveries of webhooks.');
    }
    return next();
  });

  routes.get('/health', (c) =>
    c.json({ ok: true, profile: context.profile, now: new Date(context.clock.now()).toISOString(), defects }),
  );
  routes.get('/stats', (c) => c.json(context.use(createStats).read()));
  routes.get('/requests', (c) => c.json(log.entries));
  routes.get('/otp', (c) => {
    const address = c.req.query('address') ?? '';
    const code = context.use(createOtpCodes).read(address);
    return code === undefined
      ? refuse('not_found', 'No unspent code is on its way to this address.')
      : c.json({ address, code });
  });
  routes.get('/email-code', (c) => {
    const address = c.req.query('address') ?? '';
    const code = context.use(createEmailVerifications).read(address);
    return code === undefined
      ? refuse('not_found', 'No unspent code is to prove this address.')
      : c.json({ address, code });
  });
  routes.post('/reset', (c) => {
    reset();
    return c.body(null, 204);
  });
  routes.route('/', pageRoutes(options));
  routes.route('/', worldRoutes(context));
  routes.route('/', clockRoutes(context));
  routes.route('/', settingsRoutes(context));
  routes.route('/', appointmentRoutes(context));
  routes.route('/', sequenceRoutes(context));
  routes.route('/', faultRoutes(context));
  routes.route('/', scenarioRoutes(context));
  routes.route('/', webhookRoutes(context));
  routes.route('/', vendorListRoutes(context));
  routes.route('/', uploadRoutes(context));
  if (context.doors.includes('fincode')) routes.route('/', apiTokenRoutes(context));
  routes.get('/challenges/:challengeId', (c) => serveChallengePage(c.req.param('challengeId')));
  routes.all('/pay/:orderId', (c) =>
    servePayPage(context, { orderId: c.req.param('orderId'), request: c.req.raw }),
  );
  // Here, so that nothing below this path is counted as a call of the platform.
  routes.all('/*', () => refuse('not_found', 'There is nothing at this address.'));
  return routes;
}
