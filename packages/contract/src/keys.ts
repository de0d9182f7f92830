import type { Named } from './brand.js';

/** Whether a key works on test data or on live data. */
export type Mode = 'test' | 'live';

/** What a key may do: `publishable` keys live in pages, `secret` keys in the merchant's process only. */
export type KeyKind = 'publishable' | 'secret';

/** A key that may be shipped to a page: `pk_test_…` or `pk_live_…`. */
export type PublishableKey = Named<'PublishableKey'>;
/** A key that must never leave the merchant's process: `sk_test_…` or `sk_live_…`. */
export type SecretKey = Named<'SecretKey'>;

/** What can be read off a key without asking anyone. */
export interface ParsedKey {
  readonly kind: KeyKind;
  readonly mode: Mode;
}

const kinds: Readonly<Record<string, KeyKind>> = { pk: 'publishable', sk: 'secret' };

/**
 * Reads kind and mode off a key.
 *
 * @returns `null` where the value is not a Fanfare key.
 * @example
 * ```ts
 * import { parseKey } from '@fanfare/contract';
 *
 * parseKey('pk_test_a1b2c3d4e5f6'); // { kind: 'publishable', mode: 'test' }
 * ```
 */
export function parseKey(value: string): ParsedKey | null {
  const match = /^(pk|sk)_(test|live)_[A-Za-z0-9_-]{8,128}$/.exec(value);
  const kind = kinds[match?.[1] ?? ''];
  if (match === null || kind === undefined) return null;
  return { kind, mode: match[2] as Mode }; // the pattern admits no other mode
}
