import type { AttemptEvent, Clock } from '@fanfare/core/base';
import { callQuietly } from '../call-quietly.js';

/** What a security event is about. */
export type SecurityEventKind = 'auth_failure' | 'forbidden' | 'rate_limit';

/** A refusal that somebody who watches over an application wants to know of. It holds no key, token or entered text. */
export interface SecurityEvent extends Omit<AttemptEvent, 'durationMs' | 'retryInMs'> {
  readonly kind: SecurityEventKind;
  /** When it happened, in milliseconds since the epoch. */
  readonly at: number;
  readonly status: number;
}

/** What a client tells of refusals. What a hook throws, at once or later, is swallowed: it must not make a call fail. */
export interface SecurityHooks {
  /** The platform did not accept a credential (401). @default nobody is told */
  readonly onAuthFailure?: ((event: SecurityEvent) => void) | undefined;
  /** The credential is good and may not do this (403). @default nobody is told */
  readonly onForbidden?: ((event: SecurityEvent) => void) | undefined;
  /** A limit of calls was reached (429). @default nobody is told */
  readonly onRateLimit?: ((event: SecurityEvent) => void) | undefined;
}

/** The hook of each status that has one, and the kind of its events. */
const hooksByStatus: ReadonlyMap<number, readonly [keyof SecurityHooks, SecurityEventKind]> = new Map([
  [401, ['onAuthFailure', 'auth_failure']],
  [403, ['onForbidden', 'forbidden']],
  [429, ['onRateLimit', 'rate_limit']],
] as const);

/** Tells the hook of an attempt that was refused, where it has one. */
export function tellHooks(
  hooks: SecurityHooks,
  { event, clock }: { readonly event: AttemptEvent; readonly clock: Clock },
): void {
  const { status, durationMs: _, retryInMs: __, ...facts } = event;
  const [name, kind] = hooksByStatus.get(status ?? 0) ?? [];
  if (name === undefined || kind === undefined || status === undefined) return;
  callQuietly(hooks[name], { ...facts, kind, status, at: clock.now() });
}
