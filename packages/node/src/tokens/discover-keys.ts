import { checkUrl, OptionsError, ResponseError, type Clock } from '@fanfare/core/base';
import { sendJson } from '../send-json.js';
import { fetchKeySet } from './fetch-key-set.js';
import { remoteKeys, type KeySource } from './key-source.js';

/** Whose keys are looked for, and how. */
export interface DiscoverOptions {
  /** The issuer exactly as its tokens name it, with or without a slash at the end. */
  readonly issuer: string;
  readonly fetch: typeof fetch | undefined;
  readonly clock: Clock;
}

const timeoutMs = 5_000;
/** How long it is remembered where the keys are. */
const maxAgeMs = 3_600_000;
const what = 'question for the configuration of the identity provider';

/**
 * Makes a source over the keys of an OpenID provider, which says itself where they are (OpenID Connect Discovery 1.0 §4). What it says about
 * itself has to be exactly the issuer that was asked for, and its keys are fetched encrypted or from this machine.
 *
 * @throws OptionsError `invalid_options` where the issuer is no address to ask at
 */
export function discoverKeys({ issuer, fetch, clock }: DiscoverOptions): KeySource {
  const url = `${checkUrl(issuer, 'issuer')}/.well-known/openid-configuration`;
  let found: { readonly jwksUrl: string; readonly at: number } | undefined;

  async function findKeys(): Promise<string> {
    const age = found === undefined ? maxAgeMs : clock.now() - found.at;
    if (found !== undefined && age >= 0 && age < maxAgeMs) return found.jwksUrl;
    const { status, json } = await sendJson(url, {
      what,
      method: 'GET',
      headers: {},
      fetch,
      clock,
      timeoutMs,
    });
    if (status !== 200) throw wrong(status, `HTTP ${status} instead of 200`);
    const { issuer: stated, jwks_uri: jwksUrl } = (json ?? {}) as Readonly<Record<string, unknown>>; // each part is checked here
    if (stated !== issuer) throw wrong(status, 'the configuration of another issuer');
    if (!isSafe(jwksUrl)) throw wrong(status, 'an address of keys that is neither https nor of this machine');
    // Somebody elsewhere must not choose what is asked of the services in here.
    if (isHere(jwksUrl) && !isHere(issuer)) throw wrong(status, 'an address of keys on this machine');
    found = { jwksUrl, at: clock.now() };
    return jwksUrl;
  }

  async function load(): ReturnType<typeof fetchKeySet> {
    try {
      return await fetchKeySet(await findKeys(), { fetch, clock, timeoutMs });
    } catch (error) {
      found = undefined; // they may have moved
      throw error;
    }
  }
  return remoteKeys({ clock, load });
}

/** The same rule as for an address in the options, but a query may be there: some providers tell their tenants apart by it. */
function isSafe(given: unknown): given is string {
  if (typeof given !== 'string') return false;
  try {
    return checkUrl(given.replace(/\?[^#]*$/, ''), 'jwks_uri') !== '';
  } catch (error) {
    if (error instanceof OptionsError) return false;
    throw error;
  }
}

const here =
  /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1?\]|\[::ffff:7f[\da-f]{2}:[\da-f]+\])\.?$/;

function isHere(url: string): boolean {
  return here.test(new URL(url).hostname);
}

function wrong(status: number, got: string): ResponseError {
  return new ResponseError(`The ${what} was answered with ${got}.`, {
    code: 'invalid_response',
    status,
    retryable: status >= 500,
  });
}
