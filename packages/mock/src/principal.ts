import type { ConsumerId, Credential, SessionId } from '@fanfare/contract';
import type { KeyRights } from './access/key-rights.js';
import type { Tenant } from './tenant.js';

/** Nobody: the operation needs no credential. */
export interface AnonymousPrincipal {
  readonly kind: 'anonymous';
}

/** A page that showed a publishable key. */
export interface PublishablePrincipal {
  readonly kind: 'publishable';
  readonly tenant: Tenant;
}

/** A consumer with a live session. */
export interface ConsumerPrincipal {
  readonly kind: 'consumer';
  readonly tenant: Tenant;
  readonly consumerId: ConsumerId;
  readonly sessionId: SessionId;
  readonly isGuest: boolean;
}

/** A merchant's server that proved its secret key, or the private part of its public one. */
export interface SecretPrincipal {
  readonly kind: 'secret';
  readonly tenant: Tenant;
  /** Names the key without holding a part of it. */
  readonly keyId: string;
  readonly rights: KeyRights;
  /** When the key ends, in milliseconds since the epoch; `null` where it does not. */
  readonly expiresAt: number | null;
}

/** Who calls, as proven by verified credentials only. */
export type Principal = AnonymousPrincipal | PublishablePrincipal | ConsumerPrincipal | SecretPrincipal;

/** The principal that a combination of credentials leads to. */
export type PrincipalOf<Combination extends readonly Credential[]> = 'sk' extends Combination[number]
  ? SecretPrincipal
  : 'consumer' extends Combination[number]
    ? ConsumerPrincipal
    : 'pk' extends Combination[number]
      ? PublishablePrincipal
      : AnonymousPrincipal;
