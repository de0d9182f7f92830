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

/** Creates a gate that lets nothing through before it knows that the shopper agreed. */
export function createConsentGate({ isRequired, events }: ConsentGateOptions): ConsentGate {
  const agreed = new Set<ConsentPurpose>();
  events.on('auth:logout', () => agreed.clear());
  return {
    allows: (purpose) => !isRequired || agreed.has(purpose),
    withdraw(purposes) {
      for (const purpose of purposes) agreed.delete(purpose);
    },
    note(consent) {
      agreed.clear();
      for (const purpose of consentPurposes) if (consent[purpose].granted) agreed.add(purpose);
    },
  };
}
