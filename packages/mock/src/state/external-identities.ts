import { createHash } from 'node:crypto';
import { limits, type AuthorizeExternal, type ConsumerId } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { tenantKey, type Tenant } from '../tenant.js';
import { dropExpired } from './drop-expired.js';

/** A user of a merchant's identity provider. */
export type ExternalIdentity = Pick<AuthorizeExternal, 'provider' | 'issuer' | 'subject'>;

/** What came of presenting an exchange code. */
export type ExchangeOutcome =
  | { readonly kind: 'ok'; readonly consumerId: ConsumerId; readonly identity: ExternalIdentity }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'expired' };

/** A code on its way from the merchant's server to the page. */
export interface IssuedCode {
  readonly code: string;
  readonly expiresAt: number;
}

/** The identities that merchants vouch for, and the codes made for them. */
export interface ExternalIdentities {
  find(tenant: Tenant, identity: ExternalIdentity): ConsumerId | undefined;
  findCanonical(tenant: Tenant, canonicalSubject: string): ConsumerId | undefined;
  link(
    tenant: Tenant,
    link: ExternalIdentity & {
      readonly consumerId: ConsumerId;
      readonly canonicalSubject?: string | undefined;
    },
  ): void;
  /** Whether a consumer has another identity of the same provider and issuer. */
  hasAnother(tenant: Tenant, consumerId: ConsumerId, identity: ExternalIdentity): boolean;
  /** The identities of a consumer. */
  of(tenant: Tenant, consumerId: ConsumerId): readonly ExternalIdentity[];
  /** Forgets every identity of a consumer, and the codes that were made for them. */
  forget(consumerId: ConsumerId): void;
  issueCode(tenant: Tenant, consumerId: ConsumerId, identity: ExternalIdentity): IssuedCode;
  /** Checks a code and spends it. */
  takeCode(tenant: Tenant, code: string): ExchangeOutcome;
}

interface LinkedIdentity extends ExternalIdentity {
  consumerId: ConsumerId;
}

/** What leads to one consumer, by its keys. */
interface Links {
  readonly identities: Map<string, LinkedIdentity>;
  readonly subjects: Set<string>;
}

interface CodeRecord {
  readonly consumerId: ConsumerId;
  readonly identity: ExternalIdentity;
  readonly expiresAt: number;
}

/** How long an expired code is still told from an unknown one. */
const rememberMs = 86_400_000;

/** Makes an empty set of identities. */
export function createExternalIdentities({
  clock,
  newSecret,
  onConsumerMerged,
}: MockContext): ExternalIdentities {
  const identities = new Map<string, LinkedIdentity>();
  const canonical = new Map<string, ConsumerId>();
  const linksOf = new Map<ConsumerId, Links>();
  const codes = new Map<string, CodeRecord>();
  const linksFor = (consumerId: ConsumerId): Links => {
    const known = linksOf.get(consumerId) ?? { identities: new Map(), subjects: new Set() };
    linksOf.set(consumerId, known);
    return known;
  };
  onConsumerMerged(({ from, to }) => {
    const theirs = linksOf.get(from);
    if (theirs === undefined) return;
    const own = linksFor(to);
    for (const [key, identity] of theirs.identities) {
      identity.consumerId = to;
      own.identities.set(key, identity);
    }
    for (const key of theirs.subjects) {
      canonical.set(key, to);
      own.subjects.add(key);
    }
    linksOf.delete(from);
  });
  return {
    find: (tenant, identity) => identities.get(identityKey(tenant, identity))?.consumerId,
    findCanonical: (tenant, subject) => canonical.get(keyOf(tenant, subject)),
    link(tenant, { consumerId, canonicalSubject, ...identity }) {
      const own = identityKey(tenant, identity);
      const before = identities.get(own);
      if (before !== undefined) linksOf.get(before.consumerId)?.identities.delete(own);
      const linked = { ...identity, consumerId };
      identities.set(own, linked);
      linksFor(consumerId).identities.set(own, linked);
      if (canonicalSubject === undefined) return;
      const key = keyOf(tenant, canonicalSubject);
      if (canonical.has(key)) return;
      canonical.set(key, consumerId);
      linksFor(consumerId).subjects.add(key);
    },
    hasAnother(tenant, consumerId, identity) {
      const own = identityKey(tenant, identity);
      return [...(linksOf.get(consumerId)?.identities ?? [])].some(
        ([key, other]) =>
          key !== own && other.provider === identity.provider && other.issuer === identity.issuer,
      );
    },
    of: (_, consumerId) =>
      [...(linksOf.get(consumerId)?.identities.values() ?? [])].map(({ provider, issuer, subject }) => ({
        provider,
        issuer,
        subject,
      })),
    forget(consumerId) {
      const own = linksOf.get(consumerId);
      for (const key of own?.identities.keys() ?? []) identities.delete(key);
      for (const key of own?.subjects ?? []) canonical.delete(key);
      linksOf.delete(consumerId);
      for (const [key, code] of codes) if (code.consumerId === consumerId) codes.delete(key);
    },
    issueCode(tenant, consumerId, { provider, issuer, subject }) {
      dropExpired(codes, clock.now() - rememberMs);
      const code = newSecret('exc');
      const expiresAt = clock.now() + limits.exchangeCodeSeconds * 1000;
      codes.set(keyOf(tenant, hash(code)), {
        consumerId,
        identity: { provider, issuer, subject },
        expiresAt,
      });
      return { code, expiresAt };
    },
    takeCode(tenant, code) {
      const key = keyOf(tenant, hash(code));
      const record = codes.get(key);
      if (record === undefined) return { kind: 'invalid' };
      codes.delete(key);
      if (record.expiresAt <= clock.now()) return { kind: 'expired' };
      return { kind: 'ok', consumerId: record.consumerId, identity: record.identity };
    },
  };
}

function identityKey(tenant: Tenant, { provider, issuer, subject }: ExternalIdentity): string {
  return keyOf(tenant, provider, issuer, subject);
}

/** JSON keeps the parts apart, whatever they contain. */
function keyOf(tenant: Tenant, ...parts: readonly string[]): string {
  return JSON.stringify([tenantKey(tenant), ...parts]);
}

function hash(code: string): string {
  return createHash('sha256').update(code).digest('base64url');
}
