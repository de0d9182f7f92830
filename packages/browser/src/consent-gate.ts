import { consentPurposes, type Consent, type ConsentPurpose } from '@fanfare/contract';
import type { Emitter } from '@fanfare/core';
import type { ClientEvents } from './events.js';
import type { Host } from './host.js';
import type { Session } from './session/session.js';
import { createSharedConsent } from './shared-consent.js';

/** What this client knows of what its shopper agreed to. */
export interface ConsentGate {
  /** Grows with everything that is taken back, here or in another tab: what was read across that is out of date. */
  readonly revision: number;
  /** Whether something may be done for a purpose; where consent is not required, everything may. */
  allows(purpose: ConsentPurpose): boolean;
  /** Takes back what was agreed to, in all tabs, before the platform knows. */
  withdraw(purposes: readonly ConsentPurpose[]): void;
  /** Remembers what the platform says, until another shopper comes; what it was told before `revision` brings nothing back. */
  note(consent: Consent, revision: number): void;
}

/** What a gate is made from. */
export interface ConsentGateOptions {
  readonly isRequired: boolean;
  readonly events: Emitter<ClientEvents>;
  readonly session: Pick<Session, 'state' | 'on'>;
  readonly namespace: string;
  readonly host: Host;
  /** Aborted at the end of the client. */
  readonly signal: AbortSignal;
}

/**
 * Creates a gate that lets nothing through before it knows that the shopper agreed; where nobody has to agree, it lets
 * everything through but what the shopper took back.
 */
export function createConsentGate({
  isRequired,
  events,
  session,
  ...where
}: ConsentGateOptions): ConsentGate {
  const agreed = new Set<ConsentPurpose>();
  const takenBack = new Set<ConsentPurpose>();
  let consumerId = '';
  let revision = 0;
  let isKnown = false;

  const takeBack = (purposes: readonly ConsentPurpose[]): void => {
    if (purposes.length > 0) revision += 1;
    for (const purpose of purposes) {
      agreed.delete(purpose);
      takenBack.add(purpose);
    }
  };
  const announce = (purposes: readonly ConsentPurpose[]): void => {
    if (purposes.length === 0) return;
    takeBack(purposes);
    events.emit('consent:withdrawn', { purposes });
  };

  /** Reads out of what was told what concerns the shopper of this tab, as far as that one is known. */
  const read = (text: unknown): readonly ConsentPurpose[] => {
    const [who, ...purposes] = String(text).split(' ');
    const { status, consumer } = session.state;
    if (status !== 'unknown' && who !== '' && who !== consumer?.consumerId) return [];
    return consentPurposes.filter((purpose) => purposes.includes(purpose) && !takenBack.has(purpose));
  };
  const shared = createSharedConsent({ ...where, onTold: (text) => announce(read(text)) });

  /** Of somebody else it is theirs; who signs out before anything is loaded is whoever it is of. */
  const forget = (): void => {
    const [who] = shared.told().split(' ');
    if (who === '' || consumerId === '' || who === consumerId) shared.forget();
  };
  const tell = (): void => {
    if (takenBack.size === 0) forget();
    else shared.tell([consumerId, ...takenBack].join(' '));
  };

  const look = (): void => {
    const told = read(shared.told());
    if (isKnown) announce(told);
    else takeBack(told); // before this page did anything: no news
    isKnown = true;
  };

  session.on('change', ({ consumer }) => {
    if (consumer !== undefined) ({ consumerId } = consumer);
  });
  events.on('auth:logout', () => {
    agreed.clear();
    takenBack.clear();
    forget();
  });

  return {
    get revision() {
      look();
      return revision;
    },
    allows(purpose) {
      look();
      return isRequired ? agreed.has(purpose) : !takenBack.has(purpose);
    },
    withdraw(purposes) {
      announce(purposes);
      if (purposes.length > 0) tell();
    },
    note(consent, since) {
      look();
      const isTakenBack = (purpose: ConsentPurpose): boolean => {
        const { granted, decidedAt } = consent[purpose];
        return !granted && !takenBack.has(purpose) && (agreed.has(purpose) || typeof decidedAt === 'string');
      };
      const isCurrent = since === revision;
      for (const purpose of consentPurposes) {
        if (!isCurrent || !consent[purpose].granted) continue;
        agreed.add(purpose);
        takenBack.delete(purpose);
      }
      announce(consentPurposes.filter(isTakenBack));
      tell();
    },
  };
}
