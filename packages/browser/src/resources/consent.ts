import {
  consentPurposes,
  consentRoutes,
  type Consent,
  type ConsentPurpose,
  type UpdateConsent,
} from '@fanfare/contract';
import type { Connection } from '../connection.js';
import { createAsk } from './ask.js';
import type { CallOptions } from './call-options.js';
import { flag } from './check-body.js';
import { nullish, object } from './check/check.js';
import { boolean, string, timestamp } from './check/shapes.js';
import { fits, type Fits } from './fits.js';
import { textForm } from './forms.js';

/** Writes down what the shopper agrees to, purpose by purpose; nothing is agreed to by default. */
export interface ConsentSettings {
  /**
   * Reads what the shopper agreed to, to which version of your text, and when.
   *
   * @throws `SessionError` `not_authenticated`
   */
  get(options?: CallOptions): Promise<Consent>;
  /**
   * Writes down what the shopper decides now; a purpose that is left out stays as it is. Whoever withdraws `device` gets a
   * new device id, and whoever withdraws `analytics` is taken out of the events that the platform keeps.
   *
   * @throws `RequestError` `invalid_request`; `SessionError` `not_authenticated`
   */
  update(decision: UpdateConsent, options?: CallOptions): Promise<Consent>;
}

const decision = object({ granted: boolean, version: nullish(string), decidedAt: nullish(timestamp) });
const consent = object({ analytics: decision, marketing: decision, device: decision });
const rules: Fits = fits({
  forms: { version: textForm(1, 64), analytics: flag, marketing: flag, device: flag },
  needed: ['version'],
});

/**
 * Creates the part of a client that writes down what the shopper agrees to.
 *
 * @example
 * ```ts
 * import { createConsent } from '@fanfare/browser/consent';
 * import { connect } from '@fanfare/browser/session';
 *
 * const consent = createConsent(connect({ publishableKey: 'pk_test_a1b2c3d4e5f6' }));
 * const { analytics } = await consent.update({ version: '2026-11', analytics: true });
 * console.log(analytics.granted);
 * ```
 */
export function createConsent(connection: Connection): ConsentSettings {
  const ask = createAsk(connection);
  const noted = async (asked: Promise<Consent>): Promise<Consent> => {
    const { revision } = connection.consent;
    const told = await asked;
    connection.consent.note(told, revision);
    return told;
  };
  return {
    get: (options) => noted(ask<Consent>(consentRoutes.get, { check: consent, options })),
    async update(body, options) {
      const written = ask<Consent>(consentRoutes.update, { body, rules, check: consent, options });
      // At once, in all tabs, also where the platform cannot be told: what is here is the shopper's to take back.
      connection.consent.withdraw(withdrawnIn(body));
      return noted(written);
    },
  };
}

function withdrawnIn(body: unknown): readonly ConsentPurpose[] {
  const said = body as Partial<UpdateConsent> | null | undefined; // whatever JavaScript lets through
  return consentPurposes.filter((purpose) => said?.[purpose] === false);
}
