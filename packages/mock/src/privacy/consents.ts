import {
  consentPurposes,
  type Consent,
  type ConsentPurpose,
  type ConsumerId,
  type UpdateConsent,
} from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { isoTime } from '../state/iso-time.js';
import { tenantKey, type Tenant } from '../tenant.js';

/** Whose decisions are meant. */
export interface ConsentOwner {
  readonly tenant: Tenant;
  readonly consumerId: ConsumerId;
}

/** What the consumers of all tenants agreed to. */
export interface Consents {
  of(owner: ConsentOwner): Consent;
  isGranted(owner: ConsentOwner, purpose: ConsentPurpose): boolean;
  /** Writes decisions down; returns the purposes that were withdrawn. */
  decide(owner: ConsentOwner, said: UpdateConsent): readonly ConsentPurpose[];
  forget(owner: ConsentOwner): void;
}

const undecided = { granted: false, version: null, decidedAt: null };
const nothing: Consent = { analytics: undecided, marketing: undecided, device: undecided };

/** Makes an empty register: nobody agreed to anything. */
export function createConsents(context: MockContext): Consents {
  const consents = new Map<string, Consent>();
  const keyOf = ({ tenant, consumerId }: ConsentOwner): string => `${tenantKey(tenant)}/${consumerId}`;
  const of = (owner: ConsentOwner): Consent => consents.get(keyOf(owner)) ?? nothing;
  context.onConsumerMerged(({ tenant, from, to }) => {
    const [guest, member] = [of({ tenant, consumerId: from }), of({ tenant, consumerId: to })];
    const newest = (purpose: ConsentPurpose): Consent[ConsentPurpose] =>
      (guest[purpose].decidedAt ?? '') > (member[purpose].decidedAt ?? '') ? guest[purpose] : member[purpose];
    consents.delete(keyOf({ tenant, consumerId: from }));
    consents.set(keyOf({ tenant, consumerId: to }), byPurpose(newest));
  });
  return {
    of,
    isGranted: (owner, purpose) => of(owner)[purpose].granted,
    decide(owner, said) {
      const before = of(owner);
      const decidedAt = isoTime(context.clock.now());
      const after = byPurpose((purpose) => {
        const granted = said[purpose];
        return granted === undefined ? before[purpose] : { granted, version: said.version, decidedAt };
      });
      consents.set(keyOf(owner), after);
      return consentPurposes.filter((purpose) => before[purpose].granted && !after[purpose].granted);
    },
    forget: (owner) => void consents.delete(keyOf(owner)),
  };
}

function byPurpose(decisionOn: (purpose: ConsentPurpose) => Consent[ConsentPurpose]): Consent {
  const [analytics, marketing, device] = [
    decisionOn('analytics'),
    decisionOn('marketing'),
    decisionOn('device'),
  ];
  return { analytics, marketing, device };
}
