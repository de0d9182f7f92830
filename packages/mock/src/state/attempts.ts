import { createHmac } from 'node:crypto';
import { limits } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { isForgotten, nextTryAt, type Failures } from '../mechanisms/attempt-delay.js';
import { refuse } from '../refusal.js';

/** Whose tries count together: those to prove one identity, whether it exists or not, or those from one address. */
export interface AttemptSubject {
  readonly kind: 'identity' | 'address';
  readonly id: string;
}

/** A try that counts as failed until its end is known. */
export interface Attempt {
  /** Forgets what failed for the identity; of the address only this try. */
  succeeded(): void;
  /** Counts the try not at all: it ended before anything was proven or disproven. */
  withdrawn(): void;
}

/** The tries to sign in, or to prove something with a code. */
export interface Attempts {
  /**
   * Begins a try. It counts at once, so that many tries at a time are as many.
   *
   * @throws {MockRefusal} `too_many_attempts` while one of the subjects has to wait.
   */
  begin(subjects: readonly AttemptSubject[]): Attempt;
}

const rules = {
  identity: { free: limits.attemptsPerIdentity, scope: 'user' },
  address: { free: limits.attemptsPerAddress, scope: 'ip' },
} as const;
const fewSubjects = 10_000;

/** Makes a memory without failures. */
export function createAttempts({ clock, newSecret }: MockContext): Attempts {
  const failures = new Map<string, Failures>();
  // An identity may be somebody's address: it is counted without being known.
  const key = newSecret('key');
  const keyOf = ({ kind, id }: AttemptSubject): string =>
    createHmac('sha256', key).update(`${kind}/${id}`).digest('base64url');

  function failuresOf(subject: AttemptSubject): Failures | undefined {
    const known = failures.get(keyOf(subject));
    return known === undefined || isForgotten(known, clock.now()) ? undefined : known;
  }
  function forgetOld(): void {
    if (failures.size < fewSubjects) return;
    for (const [key, known] of failures) if (isForgotten(known, clock.now())) failures.delete(key);
  }
  function put(subject: AttemptSubject, known: Failures | undefined): void {
    if (known === undefined || known.count === 0) failures.delete(keyOf(subject));
    else failures.set(keyOf(subject), known);
  }
  function takeBack(subject: AttemptSubject, before: Failures | undefined): void {
    const count = (failuresOf(subject)?.count ?? 0) - 1;
    put(subject, count < 1 ? undefined : { count, lastAt: before?.lastAt ?? clock.now() });
  }
  function guard(subject: AttemptSubject): void {
    const { free, scope } = rules[subject.kind];
    const known = failuresOf(subject);
    const waitMs = known === undefined ? 0 : nextTryAt(known, free) - clock.now();
    if (waitMs <= 0) return;
    refuse('too_many_attempts', 'There were too many tries; wait before the next one.', {
      retryAfter: Math.ceil(waitMs / 1000),
      details: { scope },
    });
  }

  return {
    begin(subjects) {
      forgetOld();
      for (const subject of subjects) guard(subject);
      const before = subjects.map((subject) => ({ subject, known: failuresOf(subject) }));
      for (const { subject, known } of before) {
        put(subject, { count: (known?.count ?? 0) + 1, lastAt: clock.now() });
      }
      return {
        succeeded() {
          for (const { subject, known } of before) {
            if (subject.kind === 'identity') put(subject, undefined);
            else takeBack(subject, known);
          }
        },
        withdrawn() {
          for (const { subject, known } of before) takeBack(subject, known);
        },
      };
    },
  };
}
