import { headers as headerNames } from '@fanfare/contract';
import { redactText } from '../redaction/redact-text.js';
import { parseRetryAfter } from '../retry-after.js';
import { isRecord } from './is-record.js';

/** What an answer says about how often its caller may call. */
export interface RateLimitFacts {
  /** How many calls the window takes. */
  readonly limit?: number;
  /** How many of them are left. */
  readonly remaining?: number;
  /** When the limit is whole again, in milliseconds since the epoch, on the platform's clock. */
  readonly resetAt?: number;
  /** Whose calls are counted together: `endpoint`, `key`, `user` or `ip`. */
  readonly scope?: string;
}

/** What a refusal is read from. */
export interface RateLimitSource {
  readonly headers: Headers;
  /** The parsed body. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The present time on the platform's clock, in milliseconds since the epoch. */
  readonly serverNow: number;
}

/**
 * Reads how a caller stands: from the platform's own `X-RateLimit-*`, or else from `RateLimit-*` in any of the
 * forms that draft-ietf-httpapi-ratelimit-headers went through.
 */
export function readRateLimit({ headers, body, serverNow }: RateLimitSource): RateLimitFacts {
  const details = isRecord(body['details']) ? body['details'] : {};
  const nearest = nearestItem(headers.get('ratelimit') ?? '');
  const policy = policyOf(headers.get('ratelimit-policy') ?? '', nearest['name']);
  const text = (own: string, drafted: string): string | undefined =>
    headers.get(own) ?? headers.get(drafted) ?? undefined;

  const limit = count(text(headerNames.rateLimitLimit, 'ratelimit-limit') ?? nearest['limit'] ?? policy['q']);
  const remaining = count(
    text(headerNames.rateLimitRemaining, 'ratelimit-remaining') ?? nearest['remaining'] ?? nearest['r'],
  );
  const reset = text(headerNames.rateLimitReset, 'ratelimit-reset') ?? nearest['reset'] ?? nearest['t'];
  const resetAt = reset === undefined ? undefined : timeOf(reset, serverNow);
  const scope = [details['scope'], body['scope']].find(isWord);
  return {
    ...(limit !== undefined && { limit }),
    ...(remaining !== undefined && { remaining }),
    ...(resetAt !== undefined && { resetAt }),
    ...(scope !== undefined && { scope }),
  };
}

const word = /^[A-Za-z][A-Za-z_-]{0,31}$/;

function isWord(value: unknown): value is string {
  return typeof value === 'string' && word.test(value) && redactText(value) === value;
}

/** Reads the number at the beginning: older drafts wrote `100, 100;w=60`. */
function count(text: string | undefined): number | undefined {
  const digits = /^\s*(\d{1,15})\s*(?:[,;]|$)/.exec(text ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
}

// Whatever is smaller is a number of seconds from now, and whatever is larger counts milliseconds.
const leastEpochSeconds = 1e9;
const leastEpochMs = 1e11;

/** The end of dates (ECMA-262 §21.4.1.1). */
const latest = 8.64e15;

function timeOf(text: string, serverNow: number): number | undefined {
  const time = millisecondsOf(text, serverNow);
  return time !== undefined && time <= latest ? time : undefined;
}

function millisecondsOf(text: string, serverNow: number): number | undefined {
  const number = Number(/^\s*(\d{1,15})(?:\.\d+)?\s*$/.exec(text)?.[1] ?? Number.NaN);
  if (number >= leastEpochMs) return number;
  if (number >= leastEpochSeconds) return number * 1000;
  const wait = parseRetryAfter(text, serverNow);
  return wait === null ? undefined : serverNow + wait;
}

type Item = Readonly<Record<string, string>>;

/** Reads `limit=9, remaining=0, reset=5` (draft 7), or of `"day";r=9;t=60, "burst";r=0;t=1` (draft 8) what is nearest to refuse. */
function nearestItem(header: string): Item {
  if (!header.includes(';')) return parametersOf(header, ',');
  const items = itemsOf(header).filter(({ r }) => count(r) !== undefined);
  return items.sort((a, b) => Number(a['r']) - Number(b['r']))[0] ?? {};
}

/** Reads the policy of a name, or the first one. */
function policyOf(header: string, name: string | undefined): Item {
  const items = itemsOf(header);
  return items.find((item) => item['name'] === name) ?? items[0] ?? {};
}

function itemsOf(header: string): Item[] {
  return header.split(',').map((item) => {
    const [name = '', ...parameters] = item.split(';');
    return { ...parametersOf(parameters.join(';'), ';'), name: name.trim() };
  });
}

function parametersOf(text: string, separator: string): Item {
  const pairs = text.split(separator).map((part) => /^\s*([a-z]+)=(\d{1,15})\s*$/.exec(part));
  return Object.fromEntries(
    pairs.filter((pair) => pair !== null).map(([, name = '', value = '']) => [name, value]),
  );
}
