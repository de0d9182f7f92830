import type { EmailVerificationRequested, EmailVerified } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { refuse } from '../refusal.js';
import { createConsumers, type Consumer } from '../state/consumers.js';
import { createEmailVerifications } from '../state/email-verifications.js';
import { isoTime } from '../state/iso-time.js';

/**
 * Sends a code to a consumer's e-mail address.
 *
 * @throws {MockRefusal} `conflict` where there is no address or it is proven already; `rate_limited` too soon after the last
 *   code.
 */
export function requestEmailCode(context: MockContext, consumer: Consumer): EmailVerificationRequested {
  const email = unprovenEmail(consumer);
  const verifications = context.use(createEmailVerifications);
  const waitMs = verifications.nextAt(consumer) - context.clock.now();
  if (waitMs > 0) {
    const retryAfter = Math.ceil(waitMs / 1000);
    return refuse('rate_limited', 'A code is on its way; wait before you ask for another one.', {
      retryAfter,
    });
  }
  verifications.request(consumer, email);
  return { ok: true, resendAfter: isoTime(verifications.nextAt(consumer)) };
}

/**
 * Notes that a consumer can read what is sent to their address.
 *
 * @throws {MockRefusal} `otp_invalid`, `otp_expired`; `conflict` where there is nothing to prove; `consumer_conflict` where
 *   somebody else proved the address meanwhile.
 */
export function confirmEmail(
  context: MockContext,
  { consumer, code }: { readonly consumer: Consumer; readonly code: string },
): EmailVerified {
  const email = unprovenEmail(consumer);
  const consumers = context.use(createConsumers);
  const outcome = context.use(createEmailVerifications).take(consumer, code);
  if (outcome === 'expired') return refuse('otp_expired', 'The code has expired; ask for a new one.');
  if (outcome === 'invalid') return refuse('otp_invalid', 'The code is not the newest one for this address.');
  const owner = consumers.findByAddress(consumer.tenant, email);
  if (owner !== undefined && owner !== consumer && owner.verified.has(email)) {
    return refuse('consumer_conflict', 'Another consumer has proven that the address is theirs.');
  }
  consumers.prove(consumer, email);
  return { email, emailVerified: true };
}

function unprovenEmail({ email, verified }: Consumer): string {
  if (email === undefined) return refuse('conflict', 'There is no e-mail address to prove.');
  return verified.has(email) ? refuse('conflict', 'The e-mail address is proven already.') : email;
}
