import { accessToken, jwksRoutes, profiles } from '@fanfare/contract';
import { AuthenticationError, OptionsError } from '@fanfare/core/base';
import { checkType } from '../check-option.js';
import type { ResolvedOptions } from '../options.js';
import { checkPossessionOptions, type PossessionOptions } from '../tokens/check-possession.js';
import { fetchKeySet } from '../tokens/fetch-key-set.js';
import { remoteKeys } from '../tokens/key-source.js';
import { forgetToken, verifyWithKeys, type VerifiedConsumer } from '../tokens/verify-with-keys.js';
import type { CallOptions } from './call-options.js';
import type { Operate } from './operate.js';

/** How an access token is verified. */
export interface VerifyTokenOptions extends CallOptions, PossessionOptions {
  /** Asks the platform whether the session is alive at this moment; one call for every token. @default `false` */
  readonly checkSession?: boolean | undefined;
  /**
   * Remembers that a token was good, by its hash, until it expires or the keys change. Possession is proved, and with
   * `checkSession` the platform is asked, anew every time. @default `true`
   */
  readonly cache?: boolean | undefined;
}

/** Access tokens of consumers, as a page sends them to the merchant's backend. */
export interface TokensResource {
  /**
   * Verifies an access token against the keys of this platform, the organization of this client and the mode of its
   * secret key. Without `checkSession` that happens offline: a session that was ended a moment ago still passes, and
   * `sessionChecked` of the result is `false`. With it, nothing passes unless the platform says that it is alive. A token that
   * is bound to a key needs the proof that came with it, in `dpop`.
   *
   * @throws AuthenticationError `token_expired`, `invalid_token`, `dpop_proof_required`, `dpop_proof_invalid`, `session_revoked`; what the call threw where the
   *   platform cannot be asked; OptionsError `invalid_options` where the
   *   client has no `organizationId` or its secret key cannot be read; NetworkError, TimeoutError, ResponseError where the keys cannot be read,
   *   which says nothing about the token: answer 503 then, not 401
   * @example
   * ```ts
   * import { FanfareServer } from '@fanfare/node';
   *
   * const fanfare = new FanfareServer({
   *   secretKey: process.env['FANFARE_SECRET_KEY'] ?? '',
   *   organizationId: 'org_1',
   * });
   * declare const token: string; // from the page's Authorization header
   * const { consumerId, isGuest } = await fanfare.tokens.verify(token, { checkSession: true });
   * ```
   */
  verify(token: string, options?: VerifyTokenOptions): Promise<VerifiedConsumer>;
}

const fetchTimeoutMs = 5_000;
const clockToleranceSeconds = 5;

/** Creates the resource; the keys are fetched with the first token and shared by all. */
export function createTokens(options: ResolvedOptions, operate: Operate): TokensResource {
  const { clock, credentials, fetch, organizationId, profile, urls } = options;
  const url = urls[jwksRoutes.get.service] + jwksRoutes.get.path;
  const keys = remoteKeys({
    clock,
    load: () => fetchKeySet(url, { fetch, clock, timeoutMs: fetchTimeoutMs }),
  });

  const verifyOffline = async (
    token: string,
    { cache = true, ...possession }: PossessionOptions & { readonly cache?: boolean | undefined },
  ): Promise<VerifiedConsumer> => {
    checkPossessionOptions(possession);
    checkType({ cache }, 'boolean');
    if (organizationId === undefined) {
      throw new OptionsError(
        'tokens.verify needs the option organizationId of FanfareServer: without it the tokens of every merchant would do.',
      );
    }
    return verifyWithKeys(token, {
      keys,
      organizationId,
      issuer: accessToken.issuer,
      audience: accessToken.audience,
      audienceRequired: profiles[profile].audience,
      mode: (await credentials.read()).mode,
      modeRequired: profiles[profile].audience,
      clock,
      clockToleranceSeconds,
      cache,
      ...possession,
    });
  };

  return {
    async verify(token, { checkSession = false, ...options } = {}) {
      const { dpop, dangerouslyAcceptBoundTokenWithoutProof, requireBoundToken, cache, ...call } = options;
      const consumer = await verifyOffline(token, {
        dpop,
        dangerouslyAcceptBoundTokenWithoutProof,
        requireBoundToken,
        cache,
      });
      if (!checkSession) return consumer;
      const found = await operate('admin.tokens.introspect', {
        name: 'tokens.verify',
        body: { token },
        options: call,
      });
      if (!found.active || found.sessionId !== consumer.sessionId) {
        await forgetToken(token, keys);
        throw sessionRevoked();
      }
      return { ...consumer, sessionChecked: true };
    },
  };
}

function sessionRevoked(): AuthenticationError {
  return new AuthenticationError('The access token was refused: its session was ended.', {
    code: 'session_revoked',
  });
}
