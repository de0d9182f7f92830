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
  };
}

/** Reads what `Content-Length` says; NaN where it says nothing. Unsigned: only the doctor looks at it. */
export function declaredSize(headers: WebhookHeaders | null | undefined): number {
  const [value] = headerLookup(headers)('content-length');
  return typeof value === 'string' ? Number(value) : Number.NaN;
}

/** Looks headers up in whatever holds them. */
export function headerLookup(headers: WebhookHeaders | null | undefined): HeaderLookup {
  if (typeof headers !== 'object' || headers === null) return () => [];
  if (isHeaders(headers)) return (name) => [headers.get(name) ?? []].flat();
  if (!(Symbol.iterator in headers)) return (name) => valuesInRecord(headers, name);
  const list = pairs(headers);
  return (name) => list.flatMap(([key, value]) => (isCalled(key, name) ? valuesOf(value) : []));
}

/** Without a list of pairs first, because this is how most deliveries come. */
function valuesInRecord(record: WebhookHeaderRecord, name: string): readonly unknown[] {
  let found: readonly unknown[] = none;
  for (const key of Object.keys(record)) {
    if (!isCalled(key, name)) continue;
    const values = valuesOf(record[key]);
    found = found.length === 0 ? values : [...found, ...values];
  }
  return found;
}

const none: readonly unknown[] = [];

/** By the length first, which spares most names the change of case. */
function isCalled(key: unknown, name: string): boolean {
  return typeof key === 'string' && key.length === name.length && key.toLowerCase() === name;
}

function valuesOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value as readonly unknown[];
  return value === undefined || value === null ? none : [value];
}

function required(lookup: HeaderLookup, name: string): string {
  const value = single(lookup, name);
  if (value === undefined || value === '') throw missing(name, 'is missing');
  return value;
}

function single(lookup: HeaderLookup, name: string): string | undefined {
  // `fetch` and Node join repeated headers with a comma, which no genuine value contains.
  const found = lookup(name);
  const [value] = found;
  if (found.length > 1 || (typeof value === 'string' && value.includes(','))) {
    throw missing(name, 'stands there more than once');
  }
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

function pairs(headers: Iterable<unknown>): readonly (readonly [unknown, unknown])[] {
  const list: readonly unknown[] = [...headers];
  if (list.every((item) => typeof item === 'string')) {
    return list.flatMap((item, index) => (index % 2 === 0 ? [[item, list[index + 1]] as const] : []));
  }
  return list.filter((item): item is readonly [unknown, unknown] => Array.isArray(item));
}
