import { createAdmin, type AdminResource } from './admin/create-admin.js';
import { assertServer, type Surroundings } from './assert-server.js';
import { resolveOptions, type FanfareServerOptions } from './options.js';
import { createAdmissions, type AdmissionsResource } from './resources/admissions.js';
import { createCheckout, type CheckoutResource } from './resources/checkout.js';
import { createConsumers, type ConsumersResource } from './resources/consumers.js';
import { createDraws, type DrawsResource } from './resources/draws.js';
import { createExternal, type ExternalResource } from './resources/external.js';
import { createMachineryLoader } from './resources/load-machinery.js';
import { createOperate } from './resources/operate.js';
import { createQueues, type QueuesResource } from './resources/queues.js';
import { createTokens, type TokensResource } from './resources/tokens.js';

/**
 * Calls the platform with the merchant's secret key. Every request is signed (RFC 9421); the key itself is
 * sent only where the profile or the option `bearer` says so. Constructing it sends nothing.
 *
 * @example
 * ```ts
 * import { FanfareServer } from '@fanfare/node';
 *
 * const fanfare = new FanfareServer({ secretKey: process.env['FANFARE_SECRET_KEY'] ?? '' });
 * const consumer = await fanfare.consumers.get('csm_1');
 * ```
 */
export class FanfareServer {
  /** Everything that a merchant sets up and looks into. */
  readonly admin: AdminResource;
  /** Sign-in of consumers whom the merchant's own identity provider knows. */
  readonly external: ExternalResource;
  /** The merchant's hand in a queue. */
  readonly queues: QueuesResource;
  /** The merchant's hand in a draw. */
  readonly draws: DrawsResource;
  /** Consumers as the merchant sees them. */
  readonly consumers: ConsumersResource;
  /** Hosted payment. */
  readonly checkout: CheckoutResource;
  /** Grants at the merchant's own till. */
  readonly admissions: AdmissionsResource;
  /** Access tokens of consumers. */
  readonly tokens: TokensResource;

  /** @throws OptionsError `invalid_options`, naming the option and the type it got, never its value */
  constructor(options: FanfareServerOptions) {
    assertServer(globalThis as Surroundings);
    const resolved = resolveOptions(options);
    const operate = createOperate(createMachineryLoader(resolved));
    this.admin = createAdmin(operate);
    this.external = createExternal(resolved, operate);
    this.queues = createQueues(operate);
    this.draws = createDraws(operate);
    this.consumers = createConsumers(operate);
    this.checkout = createCheckout(operate);
    this.admissions = createAdmissions(operate);
    this.tokens = createTokens(resolved, operate);
  }
}
