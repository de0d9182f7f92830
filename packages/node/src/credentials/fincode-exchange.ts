import {
  AuthenticationError,
  checkOptions,
  checkUrl,
  type FanfareError,
  OptionsError,
  ResponseError,
  ServerError,
  systemClock,
  TooManyAttemptsError,
  type Clock,
} from '@fanfare/core/base';
import { checkClock, checkType, checkWhole } from '../check-option.js';
import type { Secret } from '../secret.js';
import { sendJson } from '../send-json.js';
import { createSource } from './create-source.js';
import { checkSecret } from './check-secret.js';
import { readIssuedTokens } from './read-issued-tokens.js';
import type { KeyOption } from './static-key.js';
import type { IssuedTokens, TokenExchange } from './token-exchange.js';

/** Who logs in, and where. */
export interface FincodeExchangeOptions {
  /** The address of the services, such as `https://aurora.fincode.software/api/v6/services`. */
  readonly baseUrl: string;
  readonly email: string;
  /** The password, or what asks a secrets manager for it at every login. */
  readonly password: KeyOption;
  /** How long an access token is good where neither the answer nor the token says, in milliseconds. @default 3_600_000 */
  readonly lifetimeMs?: number | undefined;
  /** The time for one call, in milliseconds. @default 10_000 */
  readonly timeoutMs?: number | undefined;
  /** @default `globalThis.fetch`, looked up at every call */
  readonly fetch?: typeof fetch | undefined;
  /** @default the system's */
  readonly clock?: Clock | undefined;
}

const known = [
  'baseUrl',
  'email',
  'password',
  'lifetimeMs',
  'timeoutMs',
  'fetch',
  'clock',
] as const satisfies readonly (keyof FincodeExchangeOptions)[];

type Call = 'login' | 'refresh' | 'logout';

const paths: Readonly<Record<Call, string>> = {
  login: '/securitymanagement/login',
  refresh: '/securitymanagement/refresh-token',
  logout: '/securitymanagement/logout',
};

/** What a status of a call means for good; every other one is a failure that says nothing. */
const refusals: Readonly<Record<Call, Readonly<Record<number, () => FanfareError>>>> = {
  login: {
    400: () =>
      refused(
        'unauthorized',
        'The login was refused: e-mail address or password do not have the form of one.',
      ),
    401: () => refused('unauthorized', 'The login was refused: e-mail address or password are wrong.'),
    403: () =>
      new TooManyAttemptsError('The login was refused: the account is locked.', {
        code: 'too_many_attempts',
        status: 403,
      }),
    404: () => refused('unauthorized', 'The login was refused: e-mail address or password are wrong.'),
    422: () =>
      refused(
        'unauthorized',
        'The login was refused: e-mail address or password do not have the form of one.',
      ),
  },
  refresh: {
    401: () => refused('refresh_token_invalid', 'The refresh token was refused.'),
    403: () =>
      refused('refresh_token_reused', 'The refresh token was used before, by somebody else or in vain.'),
  },
  logout: {
    401: () => refused('unauthorized', 'The tokens to end are worth nothing any more.'),
  },
};

/**
 * Logs in, refreshes and logs out in the manner of FinCode: `PUT` for all three, a refresh token that works once, and 403 for one that
 * was used before.
 *
 * @throws OptionsError `invalid_options`, with no part of the password
 */
export function fincodeExchange(options: FincodeExchangeOptions): TokenExchange {
  checkOptions(options, known, 'fincodeExchange');
  const { email, password, lifetimeMs = 3_600_000, timeoutMs = 10_000, fetch, clock = systemClock } = options;
  checkType({ email: email ?? null }, 'string');
  checkType({ fetch }, 'function');
  checkWhole({ lifetimeMs, timeoutMs }, { min: 1 });
  checkClock(clock);
  if (password === undefined) throw new OptionsError('fincodeExchange needs a password.');
  const baseUrl = checkUrl(options.baseUrl, 'baseUrl').replace(/\/$/, '');
  const passwords = createSource(password, {
    name: 'password',
    check: (given) => checkSecret(given, 'password'),
  });
  let current: Secret | undefined;

  async function call(name: Call, request: { body: object; token?: Secret }): Promise<unknown> {
    const { status, json } = await sendJson(baseUrl + paths[name], {
      method: 'PUT',
      headers: {
        platform: 'fincode',
        uuid: crypto.randomUUID(),
        ...(request.token && { 'x-auth-token': request.token.reveal() }),
      },
      body: request.body,
      ...{ what: name, fetch, clock, timeoutMs },
    });
    if (status >= 200 && status < 300) return json;
    const refusal = refusals[name][status];
    if (refusal !== undefined) throw refusal();
    throw new ServerError(`The ${name} failed with HTTP ${status}; nothing is known about the credentials.`, {
      code: 'service_unavailable',
      status,
      retryable: true,
    });
  }

  async function issued(answer: unknown): Promise<IssuedTokens> {
    const tokens = readIssuedTokens(answer, lifetimeMs);
    if (tokens !== undefined) return tokens;
    throw new ResponseError('The answer holds no pair of tokens.', { code: 'invalid_response' });
  }

  return {
    async login() {
      // The one that was refused may have been replaced in the vault meanwhile.
      current = current === undefined ? await passwords.read() : await passwords.replace(current);
      return issued(await call('login', { body: { email, currentPassword: current.reveal() } }));
    },
    refresh: async (token) => issued(await call('refresh', { body: { refresh_token: token.reveal() } })),
    async logout({ accessToken, refreshToken }) {
      await call('logout', { body: { refresh_token: refreshToken.reveal() }, token: accessToken });
    },
  };
}

function refused(
  code: 'unauthorized' | 'refresh_token_invalid' | 'refresh_token_reused',
  message: string,
): AuthenticationError {
  return new AuthenticationError(message, { code });
}
