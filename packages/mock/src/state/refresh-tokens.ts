import { createHash } from 'node:crypto';
import type { RefreshResult, SessionId } from '@fanfare/contract';
import { seal, unseal, type Sealed } from '../auth/seal.js';
import type { MockContext } from '../context.js';
import { tenantKey, type Tenant } from '../tenant.js';

/** What came of presenting a refresh token. */
export type Rotation =
  | { readonly kind: 'rotated'; readonly result: RefreshResult }
  | { readonly kind: 'repeated'; readonly result: RefreshResult }
  | { readonly kind: 'expired' }
  | { readonly kind: 'reused'; readonly sessionId: SessionId };

/** A refresh token as the platform keeps it: by its hash. All tokens of one session are one family. */
interface RefreshRecord {
  readonly sessionId: SessionId;
  readonly expiresAt: number;
  spent?: Spent;
}

interface Spent {
  readonly at: number;
  readonly successorKey: string;
  /** For whoever repeats the call while the answer is still being made. */
  pending: Promise<RefreshResult> | undefined;
  /** For whoever repeats it within the leeway; only the spent token opens it. */
  successor: Sealed | undefined;
}

/** What a rotation needs. */
export interface RotateOptions {
  readonly tenant: Tenant;
  readonly token: string;
  readonly leewayMs: number;
  /** Makes the answer around a new refresh token; called at most once. */
  readonly issue: (refreshToken: string) => Promise<RefreshResult>;
}

/** The refresh tokens of all tenants. */
export interface RefreshTokens {
  /** Makes the first token of a session. */
  open(tenant: Tenant, sessionId: SessionId): string;
  /** Finds the session of a token, spent or not. */
  sessionOf(tenant: Tenant, token: string): SessionId | undefined;
  rotate(options: RotateOptions): Promise<Rotation>;
  /** How many refresh tokens a session has had. */
  generation(sessionId: SessionId): number;
}

/** Makes an empty set of refresh tokens. */
export function createRefreshTokens(context: MockContext): RefreshTokens {
  const records = new Map<string, RefreshRecord>();
  const generations = new Map<SessionId, number>();
  const { clock, settings } = context;

  const add = (tenant: Tenant, sessionId: SessionId): { token: string; key: string } => {
    const token = context.newSecret('rt');
    const key = keyOf(tenant, token);
    generations.set(sessionId, (generations.get(sessionId) ?? 0) + 1);
    records.set(key, { sessionId, expiresAt: clock.now() + settings.refreshTokenTtlSeconds * 1000 });
    return { token, key };
  };

  const repeat = async (
    spent: Spent,
    { token, leewayMs }: RotateOptions,
  ): Promise<RefreshResult | undefined> => {
    const immediate = records.get(spent.successorKey)?.spent === undefined;
    if (!immediate || leewayMs === 0 || clock.now() - spent.at > leewayMs) {
      spent.successor = undefined;
      return undefined;
    }
    if (spent.pending !== undefined) return spent.pending;
    if (spent.successor === undefined) return undefined;
    return JSON.parse(unseal(spent.successor, token)) as RefreshResult; // sealed by `spend` below
  };

  const spend = async (record: RefreshRecord, options: RotateOptions): Promise<RefreshResult> => {
    const next = add(options.tenant, record.sessionId);
    const pending = options.issue(next.token);
    // Spent before anything is awaited, so that of two presentations at once only one rotates.
    const spent: Spent = { at: clock.now(), successorKey: next.key, pending, successor: undefined };
    record.spent = spent;
    const result = await pending;
    spent.successor = seal(JSON.stringify(result), options.token);
    spent.pending = undefined;
    return result;
  };

  return {
    open: (tenant, sessionId) => add(tenant, sessionId).token,
    sessionOf: (tenant, token) => records.get(keyOf(tenant, token))?.sessionId,
    generation: (sessionId) => generations.get(sessionId) ?? 0,
    async rotate(options) {
      const record = records.get(keyOf(options.tenant, options.token));
      if (record === undefined) throw new Error('Ask sessionOf first: this refresh token is not known.');
      const { sessionId, spent } = record;
      if (spent !== undefined) {
        const result = await repeat(spent, options);
        return result === undefined ? { kind: 'reused', sessionId } : { kind: 'repeated', result };
      }
      if (record.expiresAt <= clock.now()) return { kind: 'expired' };
      return { kind: 'rotated', result: await spend(record, options) };
    },
  };
}

function keyOf(tenant: Tenant, token: string): string {
  return `${tenantKey(tenant)}/${createHash('sha256').update(token).digest('base64url')}`;
}
