import { createHash } from 'node:crypto';
import type { MockContext } from '../context.js';
import { dropExpired } from './drop-expired.js';

/** An answer as it is kept for repeats. */
export interface StoredAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One call under an idempotency key. */
export interface KeyedCall {
  /** Whose key it is, and for which operation. */
  readonly scope: string;
  readonly key: string;
  /** What makes two calls the same call. */
  readonly fingerprint: string;
}

/** What stands under a key. */
export type KeyState =
  | { readonly kind: 'new' }
  | { readonly kind: 'in_flight' }
  | { readonly kind: 'mismatch' }
  | { readonly kind: 'done'; readonly answer: StoredAnswer };

/** The answers that are kept under idempotency keys. */
export interface IdempotencyStore {
  /** Claims a key, or tells what stands under it. */
  begin(call: KeyedCall): KeyState;
  /** Keeps the answer. */
  complete(call: KeyedCall, answer: StoredAnswer): void;
  /** Gives the key free again: the call failed in a way that a repeat may mend. */
  release(call: KeyedCall): void;
  /** Forgets every answer in which one of these words stands. */
  forget(words: readonly string[]): void;
}

interface KeyRecord {
  readonly fingerprint: string;
  readonly expiresAt: number;
  answer?: StoredAnswer;
}

const lifetimeMs = 86_400_000;

/** Makes an empty store. Keys are good for a day. */
export function createIdempotencyStore({ clock }: MockContext): IdempotencyStore {
  const records = new Map<string, KeyRecord>();
  const idOf = ({ scope, key }: KeyedCall): string => `${scope}/${key}`;
  return {
    begin(call) {
      dropExpired(records, clock.now());
      const record = records.get(idOf(call));
      if (record === undefined) {
        records.set(idOf(call), { fingerprint: hash(call.fingerprint), expiresAt: clock.now() + lifetimeMs });
        return { kind: 'new' };
      }
      if (record.fingerprint !== hash(call.fingerprint)) return { kind: 'mismatch' };
      return record.answer === undefined ? { kind: 'in_flight' } : { kind: 'done', answer: record.answer };
    },
    complete(call, answer) {
      const record = records.get(idOf(call));
      if (record !== undefined) record.answer = answer;
    },
    forget(words) {
      for (const [id, { answer }] of records) {
        const text = `${id} ${JSON.stringify(answer)}`;
        if (words.some((word) => text.includes(word))) records.delete(id);
      }
    },
    release: (call) => void records.delete(idOf(call)),
  };
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
