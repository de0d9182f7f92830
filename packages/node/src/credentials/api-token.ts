import {
  AuthenticationError,
  checkOptions,
  describeType,
  OptionsError,
  systemClock,
  type Clock,
} from '@fanfare/core/base';
import { checkClock, checkType, checkWhole } from '../check-option.js';
import type { Secret } from '../secret.js';
import { checkSecret } from './check-secret.js';
import { createSource } from './create-source.js';
import type { CredentialStrategy } from './credential-strategy.js';

/** A long-lived token, as a dashboard makes them. */
export interface ApiToken {
  readonly token: string | Secret;
  /** When it expires, as a `Date` or an ISO 8601 text. */
  readonly expiresAt: Date | string;
}

/** Says that a token is about to expire; nothing in it is secret. */
export interface ApiTokenExpiry {
  readonly expiresAt: Date;
  readonly remainingMs: number;
}

/** How an API token is watched. */
export interface ApiTokenOptions {
  /** Is told that a person has to make another token: at the first use within `warnBeforeMs`, and once a day from then on. @default nobody is told */
  readonly onExpiring?: ((expiry: ApiTokenExpiry) => void) | undefined;
  /** In milliseconds. @default 604_800_000, which is 7 days */
  readonly warnBeforeMs?: number | undefined;
  /** @default the system's */
  readonly clock?: Clock | undefined;
}

interface HeldToken {
  readonly secret: Secret;
  readonly expiresAt: number;
}

const dayMs = 86_400_000;

/**
 * Proves who a server is by a long-lived token, and warns before it expires. Give a function that asks a secrets manager, so that another
 * token is found without a restart: it is asked when a token was refused, and again when the one it gave has expired.
 *
 * @throws OptionsError `invalid_options`, with no part of the token; using it throws AuthenticationError `token_expired` once it has expired
 * @example
 * ```ts
 * import { apiToken } from '@fanfare/node/credentials';
 *
 * const token = apiToken(
 *   { token: process.env['PARTNER_TOKEN'] ?? '', expiresAt: '2027-05-01T00:00:00Z' },
 *   { onExpiring: ({ remainingMs }) => console.warn(`${Math.ceil(remainingMs / 86_400_000)} days left`) },
 * );
 * ```
 */
export function apiToken(
  token: ApiToken | (() => ApiToken | Promise<ApiToken>),
  options: ApiTokenOptions = {},
): CredentialStrategy {
  checkOptions(options, ['onExpiring', 'warnBeforeMs', 'clock'], 'apiToken');
  const { onExpiring, warnBeforeMs = 7 * dayMs, clock = systemClock } = options;
  checkType({ onExpiring }, 'function');
  checkWhole({ warnBeforeMs }, { min: 0 });
  checkClock(clock);
  const source = createSource(token, { name: 'token', check: readToken });
  let warnedAt = Number.NEGATIVE_INFINITY;
  let last: HeldToken | undefined;

  function warn({ expiresAt }: HeldToken): void {
    const now = clock.now();
    if (expiresAt - now > warnBeforeMs || now - warnedAt < dayMs) return;
    warnedAt = now;
    try {
      onExpiring?.({ expiresAt: new Date(expiresAt), remainingMs: expiresAt - now });
    } catch {
      // Whoever listens must not make a call fail.
    }
  }

  async function use(held: HeldToken): Promise<Secret> {
    const isOver = held.expiresAt <= clock.now();
    const present = isOver ? await source.replace(held) : held;
    if (present.expiresAt <= clock.now()) throw expired();
    if (present !== last) warnedAt = Number.NEGATIVE_INFINITY; // another token has a warning of its own
    last = present;
    warn(present);
    return present.secret;
  }

  return {
    get: async () => use(await source.read()),
    async renew(refused) {
      const held = await source.read();
      return use(held.secret === refused ? await source.replace(held) : held);
    },
  };
}

function readToken(given: unknown): HeldToken {
  if (typeof given !== 'object' || given === null) {
    throw new OptionsError(`token must be an object with token and expiresAt, not ${describeType(given)}.`);
  }
  checkOptions(given, ['token', 'expiresAt'], 'token');
  const { token, expiresAt } = given as Partial<ApiToken>; // an object; each part is checked here
  const time = expiresAt instanceof Date ? expiresAt.getTime() : Date.parse(String(expiresAt));
  if (Number.isNaN(time)) throw new OptionsError('token.expiresAt must be a Date or an ISO 8601 text.');
  return { secret: checkSecret(token, 'token.token'), expiresAt: time };
}

function expired(): AuthenticationError {
  return new AuthenticationError(
    'The API token has expired; nothing was sent. Make another one in the dashboard.',
    {
      code: 'token_expired',
    },
  );
}
