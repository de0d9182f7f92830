import { createHash, createHmac } from 'node:crypto';
import type {
  AdmissionGrant,
  ConsumerId,
  DistributionId,
  GrantingMechanism,
  ServerErrorCode,
} from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { tenantKey, type Tenant } from '../tenant.js';
import { dropExpired } from './drop-expired.js';

/** Whose grant it is, and what for. */
export interface GrantHolder {
  readonly tenant: Tenant;
  readonly consumerId: ConsumerId;
  readonly distributionId: DistributionId;
  readonly distributionType: GrantingMechanism;
}

/** What finds the last grant that somebody got. */
export type GrantKey = Pick<GrantHolder, 'tenant' | 'consumerId' | 'distributionId'>;

/** A grant as it is kept: without its text. */
export interface GrantRecord extends GrantHolder {
  readonly issuedAt: number;
  /** Milliseconds since the epoch; `null` where it stays good. */
  readonly expiresAt: number | null;
  /** One way: issued, perhaps validated, used. A grant whose admission ended otherwise is revoked. */
  state: 'issued' | 'validated' | 'used' | 'revoked';
}

/** A grant that somebody shows, and what they say about it. */
export interface GrantClaim {
  readonly tenant: Tenant;
  readonly token: string;
  readonly distributionId: string;
  /** Left out where the call names no consumer. */
  readonly consumerId?: string;
  readonly distributionType?: GrantingMechanism;
}

/** A good grant, or the code that a bad one is refused with. */
export type GrantCheck = { readonly grant: GrantRecord } | { readonly code: GrantRefusalCode };
/** Why a grant is refused. */
export type GrantRefusalCode = Extract<ServerErrorCode, `grant_${string}`>;

/** The grants of all tenants. */
export interface Grants {
  issue(grant: GrantHolder & Pick<GrantRecord, 'issuedAt' | 'expiresAt'>): AdmissionGrant;
  /** The text of the last grant that somebody got. */
  text(holder: GrantKey): AdmissionGrant | undefined;
  /** Checks a grant and marks it as validated: of two calls at once exactly one wins. */
  validate(claim: GrantClaim): GrantCheck;
  /** Checks a grant, validated before or not, without marking it. */
  check(claim: GrantClaim): GrantCheck;
  /** Marks the last grant that somebody got as used. */
  use(holder: GrantKey): void;
  /** Ends the last grant that somebody got, unless it was used. */
  revoke(holder: GrantKey): void;
  /** Gives the grants of one consumer to another. */
  move(move: { readonly tenant: Tenant; readonly from: ConsumerId; readonly to: ConsumerId }): void;
}

interface KeptGrant extends GrantRecord {
  consumerId: ConsumerId;
  readonly id: string;
}

/** How long a grant that ended is told from one that never was: a shop that asks late still learns why. */
export const toldForMs: number = 24 * 60 * 60 * 1000;

/** Makes an empty set of grants. Only hashes are kept; the text is derived anew whenever its holder asks. */
export function createGrants(context: MockContext): Grants {
  const key = context.newSecret('key');
  const byHash = new Map<string, KeptGrant>();
  const last = new Map<string, KeptGrant>();
  const byConsumer = new Map<string, KeptGrant[]>();
  /** What has an end, by its hash, with the time at which it is forgotten. */
  const ending = new Map<string, { readonly expiresAt: number }>();

  const textOf = ({ id }: KeptGrant): AdmissionGrant =>
    `grant_${createHmac('sha256', key).update(id).digest('base64url')}`;
  const hash = (text: string): string => createHash('sha256').update(text).digest('base64url');

  function keep(grant: KeptGrant): void {
    const known = byConsumer.get(consumerKey(grant));
    if (known === undefined) byConsumer.set(consumerKey(grant), [grant]);
    else known.push(grant);
  }

  function end(grant: KeptGrant, state: 'used' | 'revoked'): void {
    grant.state = state;
    if (grant.expiresAt === null) forgetLater(hash(textOf(grant)), context.clock.now());
  }

  function forgetLater(hashed: string, endsAt: number): void {
    if (!ending.has(hashed)) ending.set(hashed, { expiresAt: endsAt + toldForMs });
  }

  /** Forgets what ended long ago, as new ones come and old ones are asked for. */
  function sweep(): void {
    for (const hashed of dropExpired(ending, context.clock.now())) {
      const grant = byHash.get(hashed);
      if (grant === undefined) continue;
      byHash.delete(hashed);
      if (last.get(holderKey(grant)) === grant) last.delete(holderKey(grant));
      const others = byConsumer.get(consumerKey(grant))?.filter((other) => other !== grant) ?? [];
      if (others.length > 0) byConsumer.set(consumerKey(grant), others);
      else byConsumer.delete(consumerKey(grant));
    }
  }

  function find({ tenant, token, distributionId, ...claim }: GrantClaim): GrantCheck | { grant: KeptGrant } {
    sweep();
    const grant = byHash.get(hash(token));
    if (grant === undefined || tenantKey(grant.tenant) !== tenantKey(tenant))
      return { code: 'grant_invalid' };
    const fits =
      grant.distributionId === distributionId &&
      grant.consumerId === (claim.consumerId ?? grant.consumerId) &&
      grant.distributionType === (claim.distributionType ?? grant.distributionType);
    if (!fits) return { code: 'grant_mismatch' };
    if (grant.state === 'used') return { code: 'grant_used' };
    if (grant.state === 'revoked') return { code: 'grant_invalid' };
    return { grant };
  }

  function unlessExpired(grant: GrantRecord): GrantCheck {
    const expired = grant.expiresAt !== null && context.clock.now() >= grant.expiresAt;
    return expired ? { code: 'grant_expired' } : { grant };
  }

  return {
    issue(holder) {
      const grant: KeptGrant = { ...holder, id: context.newId('grt'), state: 'issued' };
      const text = textOf(grant);
      sweep();
      byHash.set(hash(text), grant);
      if (holder.expiresAt !== null) forgetLater(hash(text), holder.expiresAt);
      last.set(holderKey(holder), grant);
      keep(grant);
      return text;
    },
    text(holder) {
      const grant = last.get(holderKey(holder));
      return grant === undefined ? undefined : textOf(grant);
    },
    validate(claim) {
      const found = find(claim);
      if ('code' in found) return found;
      if (found.grant.state === 'validated') return { code: 'grant_used' };
      const check = unlessExpired(found.grant);
      if ('grant' in check) check.grant.state = 'validated';
      return check;
    },
    check(claim) {
      const found = find(claim);
      return 'code' in found ? found : unlessExpired(found.grant);
    },
    use(holder) {
      const grant = last.get(holderKey(holder));
      if (grant !== undefined) end(grant, 'used');
    },
    revoke(holder) {
      const grant = last.get(holderKey(holder));
      if (grant !== undefined && grant.state !== 'used') end(grant, 'revoked');
    },
    move({ tenant, from, to }) {
      const theirs = byConsumer.get(consumerKey({ tenant, consumerId: from })) ?? [];
      byConsumer.delete(consumerKey({ tenant, consumerId: from }));
      for (const grant of theirs) {
        last.delete(holderKey(grant));
        grant.consumerId = to;
        keep(grant);
        const own = last.get(holderKey(grant));
        if (own === undefined || own.state === 'revoked') last.set(holderKey(grant), grant);
      }
    },
  };
}

function holderKey({ tenant, consumerId, distributionId }: GrantKey): string {
  return `${tenantKey(tenant)}/${distributionId}/${consumerId}`;
}

function consumerKey({ tenant, consumerId }: Pick<GrantHolder, 'tenant' | 'consumerId'>): string {
  return `${tenantKey(tenant)}/${consumerId}`;
}
