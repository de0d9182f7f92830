import { createHmac, randomBytes } from 'node:crypto';
import { seal, unseal, type Sealed } from '../auth/seal.js';
import type { MockContext } from '../context.js';
import { tenantKey, type Tenant } from '../tenant.js';
import { dropExpired } from './drop-expired.js';
import { textsIn } from './texts-in.js';

/** An answer as it is kept for repeats. */
export interface StoredAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One call under an idempotency key. */
export interface KeyedCall {
  readonly tenant: Tenant;
  /** Whose key it is, and for which operation. */
  readonly scope: readonly string[];
  readonly key: string;
  /** What makes two calls the same call. */
  readonly fingerprint: string;
  /** Whatever the call names: who is forgotten is looked for in it. */
  readonly about: unknown;
}

/** What stands under a key. */
export type KeyState =
  | { readonly kind: 'new' }
  | { readonly kind: 'in_flight' }
  | { readonly kind: 'mismatch' }
  | { readonly kind: 'done'; readonly answer: StoredAnswer };

/** The answers that are kept under idempotency keys, sealed: only the key opens one, and the key is not kept. */
export interface IdempotencyStore {
  /** Claims a key, or tells what stands under it. */
  begin(call: KeyedCall): KeyState;
  /** Keeps the answer. */
  complete(call: KeyedCall, answer: StoredAnswer): void;
  /** Gives the key free again: the call failed in a way that a repeat may mend. */
  release(call: KeyedCall): void;
  /** Forgets every answer of a tenant in which one of these stands as a whole value, or whose call named it. */
  forget(tenant: Tenant, values: readonly string[]): void;
}

interface KeyRecord {
  readonly fingerprint: string;
  readonly expiresAt: number;
  /** What was named, so that it can be found and not read. */
  readonly marks: Set<string>;
  answer?: Sealed;
}

const lifetimeMs = 86_400_000;
/** The shortest text that means somebody: a shorter one stands in too much that is about nobody. */
const shortestText = 6;

/** Makes an empty store. Keys are good for a day. */
export function createIdempotencyStore(context: MockContext): IdempotencyStore {
  const { clock } = context;
  const records = new Map<string, KeyRecord>();
  /** The marks of the guests that a consumer once was, under the mark of the consumer. */
  const former = new Map<string, string[]>();
  const salt = randomBytes(32);
  const digest = (text: string): string => createHmac('sha256', salt).update(text).digest('base64url');
  const wordOf = ({ tenant, scope, key }: KeyedCall): string =>
    JSON.stringify([tenantKey(tenant), ...scope, key]);
  const idOf = (call: KeyedCall): string => digest(wordOf(call));
  const markOf = (tenant: Tenant, text: string): string =>
    digest(JSON.stringify([tenantKey(tenant), text.toLowerCase()]));
  const marksOf = (tenant: Tenant, named: unknown): readonly string[] =>
    textsIn(named)
      .filter((text) => text.length >= shortestText)
      .map((text) => markOf(tenant, text));

  // Not the records themselves are marked anew: a sign-in must not go through all of them.
  context.onConsumerMerged(({ tenant, from, to }) => {
    const [old, next] = [markOf(tenant, from), markOf(tenant, to)];
    const known = former.get(next) ?? [];
    known.push(old);
    former.set(next, known);
  });
  const withFormer = (mark: string): readonly string[] => [
    mark,
    ...(former.get(mark) ?? []).flatMap(withFormer),
  ];
  return {
    begin(call) {
      dropExpired(records, clock.now());
      const record = records.get(idOf(call));
      const fingerprint = digest(call.fingerprint);
      if (record === undefined) {
        const marks = new Set(marksOf(call.tenant, [call.scope, call.about]));
        records.set(idOf(call), { fingerprint, marks, expiresAt: clock.now() + lifetimeMs });
        return { kind: 'new' };
      }
      if (record.fingerprint !== fingerprint) return { kind: 'mismatch' };
      if (record.answer === undefined) return { kind: 'in_flight' };
      const answer = JSON.parse(unseal(record.answer, wordOf(call))) as StoredAnswer; // sealed by `complete`
      return { kind: 'done', answer };
    },
    complete(call, answer) {
      const record = records.get(idOf(call));
      if (record === undefined) return;
      record.answer = seal(JSON.stringify(answer), wordOf(call));
      for (const mark of marksOf(call.tenant, answer.body)) record.marks.add(mark);
    },
    forget(tenant, values) {
      const wanted = marksOf(tenant, values).flatMap(withFormer);
      for (const [id, { marks }] of records) if (wanted.some((mark) => marks.has(mark))) records.delete(id);
    },
    release: (call) => void records.delete(idOf(call)),
  };
}
