import { authRoutes, headers as names } from '@fanfare/contract';
import type { Answer, Call, Transport } from '@fanfare/core';
import { createPageTransport, type RefusalReader } from '@fanfare/core/page';
import type { Possession, SenderPossession } from './dpop/possession.js';
import type { ResolvedOptions } from './options.js';

/** Sends calls with the publishable key, and with an access token where one is given. */
export interface KeyedTransport {
  send(call: Call, accessToken?: string): Promise<Answer>;
}

/** What a keyed transport is made of. */
export interface KeyedTransportParts {
  readonly possession: SenderPossession;
  readonly refusals: RefusalReader;
}

/** Refusals of a proof, given before the platform acts: another one, with what was told meanwhile, may be good. */
const replayCodes = ['use_dpop_nonce', 'dpop_proof_invalid'];

/** Creates the way out of a page: the key and the token travel in headers only, and no cookie travels at all. */
export function createKeyedTransport(
  options: ResolvedOptions,
  { possession, refusals }: KeyedTransportParts,
): KeyedTransport {
  const transportOf = (isBare: boolean): Transport =>
    createPageTransport(
      {
        urls: options.urls,
        idempotencyHeader: options.idempotencyHeader,
        apiVersion: options.apiVersion,
        fetch: pageFetch(options.fetch, possession),
        clock: options.clock,
        random: options.random,
        timeoutMs: options.timeoutMs,
        totalTimeoutMs: options.totalTimeoutMs,
        maxRetries: options.maxRetries,
        credentials: 'omit',
        onAttempt: options.onAttempt,
        replayCodes,
        prepare: ({ route, method, url, headers, lastErrorCode }) =>
          possession.show({
            ...{ method, url, lastErrorCode, isBare },
            operation: route.id,
            token: headers[names.authorization],
          }),
      },
      refusals,
    );
  const [transport, bare] = [transportOf(false), transportOf(true)];
  return {
    send(call, accessToken) {
      const takesKey = call.route.auth.some((needed) => needed.includes('pk'));
      const credentials = {
        ...(takesKey && { [names.publishableKey]: options.publishableKey }),
        // As it is: `prepare` writes with every attempt how it is shown.
        ...(accessToken !== undefined && { [names.authorization]: accessToken }),
      };
      const complete = { ...call, headers: { ...call.headers, ...credentials } };
      return transport.send(complete).catch((error: unknown) => {
        if (!possession.mayGoBare(call.route.id, error)) throw error;
        return bare.send(complete);
      });
    },
  };
}

/**
 * Tells the platform which shop asks, never which page: an address may hold what is nobody's business. Nothing
 * comes out of the browser's cache or goes into it, since that knows addresses and not shoppers.
 */
function pageFetch(given: typeof fetch | undefined, { hear }: Possession): typeof fetch {
  return async (input, init) => {
    const send = given ?? globalThis.fetch; // looked up late, so that a polyfill that comes later counts
    const url = new URL(input instanceof Request ? input.url : input);
    // Whoever signs out often leaves the page with the same click.
    const keepalive = init?.keepalive === true || url.pathname.endsWith(authRoutes.logout.path);
    const answer = await send(input, { ...init, keepalive, referrerPolicy: 'origin', cache: 'no-store' });
    await hear(url, answer);
    return answer;
  };
}
