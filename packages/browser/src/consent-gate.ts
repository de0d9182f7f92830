import { consentPurposes, type Consent, type ConsentPurpose } from '@fanfare/contract';
import type { Emitter } from '@fanfare/core';
import type { ClientEvents } from './events.js';

/** What this client knows of what its shopper agreed to. */
export interface ConsentGate {
  /** Whether something may be done for a purpose; where consent is not required, everything may. */
  allows(purpose: ConsentPurpose): boolean;
  /** Takes back what was agreed to, before the platform knows. */
  withdraw(purposes: readonly ConsentPurpose[]): void;
  /** Remembers what the platform says, until another shopper comes. */
  note(consent: Consent): void;
}

/** What a gate is made from. */
export interface ConsentGateOptions {
  readonly isRequired: boolean;
  readonly events: Emitter<ClientEvents>;
}

/**
 * Creates a gate that lets nothing through before it knows that the shopper agreed; where nobody has to agree, it lets
 * everything through but what the shopper took back.
 */
export function createConsentGate({ isRequired, events }: ConsentGateOptions): ConsentGate {
  const agreed = new Set<ConsentPurpose>();
  const takenBack = new Set<ConsentPurpose>();
  events.on('auth:logout', () => {
    agreed.clear();
    takenBack.clear();
  });
  const withdraw = (purposes: readonly ConsentPurpose[]): void => {
    for (const purpose of purposes) {
      agreed.delete(purpose);
      takenBack.add(purpose);
    }
    if (purposes.length > 0) events.emit('consent:withdrawn', { purposes });
  };
  return {
    allows: (purpose) => (isRequired ? agreed.has(purpose) : !takenBack.has(purpose)),
    withdraw,
    note(consent) {
      const isTakenBack = (purpose: ConsentPurpose): boolean => {
        const { granted, decidedAt } = consent[purpose];
        return !granted && !takenBack.has(purpose) && (agreed.has(purpose) || typeof decidedAt === 'string');
      };
      for (const purpose of consentPurposes) {
        if (!consent[purpose].granted) continue;
        agreed.add(purpose);
        takenBack.delete(purpose);
      }
      withdraw(consentPurposes.filter(isTakenBack));
    },
  };
}
