import {
  limits,
  profiles,
  type Mode,
  type OrganizationId,
  type ProfileName,
  type Service,
} from '@fanfare/contract';
import { checkOptions, OptionsError, resolveServiceUrls, systemClock, type Clock } from '@fanfare/core/base';
import type { EncryptFieldsOptions } from '@fanfare/core/encryption';
import { createCredentialSource, type Credential } from './credentials/credential-source.js';
import type { Source } from './credentials/create-source.js';
import type { SigningKeyOption } from './credentials/ed25519-source.js';
import type { AuditTrail } from './audit/trail/create-audit-trail.js';
import { checkChoice, checkClock, checkMethods, checkType, checkWhole } from './check-option.js';
import { checkLimitCalls } from './limiter/check-limit-calls.js';
import type { CallLimitOptions } from './limiter/create-call-limiter.js';
import type { Logger } from './logger.js';
import type { SecurityHooks } from './monitoring/security-event.js';
import type { Telemetry } from './opentelemetry/telemetry.js';
import type { SecretKeyOption } from './secret-source.js';

/** How a {@link FanfareServer} is set up. */
export interface FanfareServerOptions extends SecurityHooks {
  /**
   * The secret key (`sk_…`), or a function that returns it, such as a call of a secret manager. The function is
   * asked at the first call, and again when the platform answers that the key was revoked. A strategy of
   * `@fanfare/node/credentials` that yields secret keys is asked at every call.
   *
   * @default none; there is a `signingKey` then
   */
  readonly secretKey?: SecretKeyOption | undefined;
  /**
   * An Ed25519 key that signs instead of a secret key, or a function that returns it; the platform knows only its
   * public part. Nothing but signatures is sent, so it is for platforms that take those alone (profile `full`).
   *
   * @default none; there is a `secretKey` then
   */
  readonly signingKey?: SigningKeyOption | undefined;
  /**
   * One address for the whole platform; the services are expected under `<baseUrl>/<service>/api`.
   *
   * @default the hosted addresses of the services
   */
  readonly baseUrl?: string | undefined;
  /** Addresses of single services; they win over `baseUrl`. @default none */
  readonly urls?: Readonly<Partial<Record<Service, string>>> | undefined;
  /** What the platform is known to support. @default `'full'` with `baseUrl`, `'hosted'` without */
  readonly profile?: ProfileName | undefined;
  /**
   * Sends the secret key itself with every request, besides the signature.
   *
   * @default `true` in the profile `hosted`, whose platform asks for it; otherwise `false`
   */
  readonly bearer?: boolean | undefined;
  /** The organization whose access tokens `tokens.verify` accepts. @default none; verification then refuses to run */
  readonly organizationId?: OrganizationId | undefined;
  /** Refuses a secret key of the other mode; with a `signingKey`, which has no mode, the one that tokens must have. @default either is accepted */
  readonly expectMode?: Mode | undefined;
  /** @default `globalThis.fetch`, looked up at every call */
  readonly fetch?: typeof fetch | undefined;
  /** @default the system's */
  readonly clock?: Clock | undefined;
  /** The time for one attempt, from sending to the last byte, in milliseconds. @default 10_000 */
  readonly timeoutMs?: number | undefined;
  /** The time for all attempts of a call and the waits between them, in milliseconds. @default 60_000 */
  readonly totalTimeoutMs?: number | undefined;
  /** How many times a call is repeated at most, where its row allows it; at most 10. @default 2 */
  readonly maxRetries?: number | undefined;
  /**
   * Encrypts the fields of bodies that the contract tags as personal or secret for the platform alone; for platforms
   * that publish keys for it (`/.well-known/encryption-keys.json` of the Consumer service).
   *
   * @default fields travel as they are, inside TLS
   */
  readonly fieldEncryption?: Pick<EncryptFieldsOptions, 'keys'> | undefined;
  /**
   * Lets calls wait where the platform would refuse them with 429, as `X-RateLimit-*` in its answers tells; an object sets a limit of your own
   * besides, and how long a call waits. The wait is none of `timeoutMs` and `totalTimeoutMs`.
   *
   * @default nothing waits, and a call that was refused is repeated as its row allows
   */
  readonly limitCalls?: true | CallLimitOptions | undefined;
  /** The merchant's own audit log, of `createAuditTrail`. Admin calls that change or show something personal are refused while it is down. @default none is kept */
  readonly audit?: AuditTrail | undefined;
  /** Traces and counts calls, of `openTelemetry`. @default nothing is traced */
  readonly telemetry?: Telemetry | undefined;
  /** Is told what happens; everything it gets is free of secrets. @default nothing is logged */
  readonly logger?: Logger | undefined;
}

/** Options with every question answered. */
export interface ResolvedOptions {
  readonly credentials: Source<Credential>;
  readonly urls: Readonly<Record<Service, string>>;
  readonly profile: ProfileName;
  readonly bearer: boolean;
  readonly organizationId: string | undefined;
  readonly fetch: typeof fetch | undefined;
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly totalTimeoutMs: number;
  readonly maxRetries: number;
  readonly fieldEncryption: Pick<EncryptFieldsOptions, 'keys'> | undefined;
  readonly limitCalls: CallLimitOptions | undefined;
  readonly audit: AuditTrail | undefined;
  readonly telemetry: Telemetry | undefined;
  readonly hooks: SecurityHooks;
  readonly logger: Logger;
}

const known = [
  'secretKey',
  'signingKey',
  'baseUrl',
  'urls',
  'profile',
  'bearer',
  'organizationId',
  'expectMode',
  'fetch',
  'clock',
  'timeoutMs',
  'totalTimeoutMs',
  'maxRetries',
  'fieldEncryption',
  'limitCalls',
  'audit',
  'telemetry',
  'onAuthFailure',
  'onForbidden',
  'onRateLimit',
  'logger',
] as const satisfies readonly (keyof FanfareServerOptions)[];

/**
 * Checks the options of a client and fills in what is missing.
 *
 * @throws OptionsError `invalid_options`, naming the option and the type it got.
 */
export function resolveOptions(options: FanfareServerOptions): ResolvedOptions {
  checkOptions(options, known, 'FanfareServer');
  const { expectMode, organizationId, bearer, fetch, clock, logger, fieldEncryption } = options;
  const { timeoutMs, totalTimeoutMs, maxRetries } = options;
  checkType({ fetch }, 'function');
  checkClock(clock);
  const { audit, telemetry, onAuthFailure, onForbidden, onRateLimit } = options;
  checkType({ onAuthFailure, onForbidden, onRateLimit }, 'function');
  checkMethods({ audit }, ['require', 'spool']);
  checkMethods({ telemetry }, ['load']);
  checkType({ logger, fieldEncryption }, 'object');
  if (fieldEncryption !== undefined) checkOptions(fieldEncryption, ['keys'], 'fieldEncryption');
  checkType({ organizationId }, 'string');
  checkType({ bearer }, 'boolean');
  checkChoice({ expectMode }, ['test', 'live']);
  checkChoice({ profile: options.profile }, Object.keys(profiles));
  checkWhole({ timeoutMs, totalTimeoutMs }, { min: 1 });
  checkWhole({ maxRetries }, { min: 0, max: limits.retries });
  const profile = options.profile ?? (options.baseUrl === undefined ? 'hosted' : 'full');
  const { secretKey, signingKey } = options;
  const sendsSecret = bearer ?? profiles[profile].bearerSecret;
  if (signingKey !== undefined && sendsSecret) {
    throw new OptionsError(
      'signingKey signs and has no secret to send: leave bearer out, and use profile "full" (with baseUrl).',
    );
  }
  return {
    credentials: createCredentialSource({ secretKey, signingKey, expectMode }),
    urls: resolveServiceUrls({ baseUrl: options.baseUrl, urls: options.urls }),
    profile,
    bearer: sendsSecret,
    organizationId,
    fetch,
    clock: clock ?? systemClock,
    timeoutMs: timeoutMs ?? 10_000,
    totalTimeoutMs: totalTimeoutMs ?? 60_000,
    maxRetries: maxRetries ?? 2,
    fieldEncryption,
    limitCalls: checkLimitCalls(options.limitCalls),
    audit,
    telemetry,
    hooks: { onAuthFailure, onForbidden, onRateLimit },
    logger: logger ?? {},
  };
}
