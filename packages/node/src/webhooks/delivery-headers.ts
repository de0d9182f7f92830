import { headers as names } from '@fanfare/contract';
import { isTagged } from '../bytes/is-tagged.js';
import { WebhookError } from './webhook-error.js';

/** Headers as plain data, in any case; a list holds the values of a header that stands there more than once. */
export type WebhookHeaderRecord = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * The headers of a delivery: `Headers`, a plain object, pairs, or the flat list that `rawHeaders` of Node is.
 * A promise of them is fine too, as `headers()` of Next.js returns it.
 */
export type WebhookHeaders =
  Headers | WebhookHeaderRecord | readonly string[] | Iterable<readonly [string, string]>;

/** The headers that a verification looks at, as they arrived. */
export interface DeliveryHeaders {
  readonly signature: string;
  /** Made with the other secret while one is rolled; mostly absent. */
  readonly additionalSignature: string | undefined;
  readonly timestamp: string;
  /** What `Content-Length` says; NaN where it says nothing. Unsigned: only the doctor looks at it. */
  readonly declaredBytes: number;
}

/** Finds all values of a header by its lower-case name. */
export type HeaderLookup = (name: string) => readonly unknown[];

/** Reads signatures and timestamp. None may stand there twice, and only the additional signature may be missing. */
export function deliveryHeaders(headers: WebhookHeaders | null | undefined): DeliveryHeaders {
  const lookup = headerLookup(headers);
  return {
    signature: required(lookup, names.webhookSignature),
    additionalSignature: single(lookup, names.webhookAdditionalSignature),
    timestamp: required(lookup, names.webhookTimestamp),
    declaredBytes: declared(lookup),
  };
}

function declared(lookup: HeaderLookup): number {
  const [value] = lookup('content-length');
  return typeof value === 'string' ? Number(value) : Number.NaN;
}

/** Looks headers up in whatever holds them. */
export function headerLookup(headers: WebhookHeaders | null | undefined): HeaderLookup {
  if (typeof headers !== 'object' || headers === null) return () => [];
  if (isHeaders(headers)) return (name) => [headers.get(name) ?? []].flat();
  const found = new Map<string, unknown[]>();
  for (const [key, value] of pairs(headers)) {
    const name = typeof key === 'string' ? key.toLowerCase() : '';
    if (value === undefined || value === null) continue;
    found.set(name, [...(found.get(name) ?? []), ...(Array.isArray(value) ? value : [value])]);
  }
  return (name) => found.get(name) ?? [];
}

function required(lookup: HeaderLookup, name: string): string {
  const value = single(lookup, name);
  if (value === undefined || value === '') throw missing(name, 'is missing');
  return value;
}

function single(lookup: HeaderLookup, name: string): string | undefined {
  // `fetch` and Node join repeated headers with a comma, which no genuine value contains.
  const found = lookup(name);
  if (found.length === 0) return undefined;
  const values = found.flatMap((value) => (typeof value === 'string' ? value.split(',') : [value]));
  const [value] = values;
  if (values.length > 1) throw missing(name, 'stands there more than once');
  if (value === undefined || typeof value === 'string') return value;
  throw new WebhookError('webhook_header_malformed', { what: `its header ${name} is not a string` });
}

function missing(name: string, how: string): WebhookError {
  return new WebhookError('webhook_header_missing', { what: `its header ${name} ${how}` });
}

/** A `Map` has `get` too, but one that minds the case. */
function isHeaders(headers: WebhookHeaders): headers is Headers {
  return 'get' in headers && typeof headers.get === 'function' && !isTagged(headers, 'Map');
}

function pairs(headers: Exclude<WebhookHeaders, Headers>): readonly (readonly [unknown, unknown])[] {
  if (!(Symbol.iterator in headers)) return Object.entries(headers);
  const list: readonly unknown[] = [...(headers as Iterable<unknown>)];
  if (list.every((item) => typeof item === 'string')) {
    return list.flatMap((item, index) => (index % 2 === 0 ? [[item, list[index + 1]] as const] : []));
  }
  return list.filter((item): item is readonly [unknown, unknown] => Array.isArray(item));
}
