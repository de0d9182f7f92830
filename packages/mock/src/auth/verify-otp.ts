import type { AuthSession, VerifyOtp } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { refuse } from '../refusal.js';
import { createConsumers, type Consumer } from '../state/consumers.js';
import { normalizeAddress } from '../state/normalize-address.js';
import { createOtpCodes } from '../state/otp-codes.js';
import { guardActive } from './guard-active.js';
import { guestOf, replaceSession, type Before } from './replace-session.js';

/** Who was signed in before, what they show, and where. */
export interface VerifyOtpOptions {
  readonly before: Before;
  readonly body: VerifyOtp;
  readonly deviceLabel: string;
  /** The thumbprint of the key that the new tokens are to be bound to. */
  readonly proofKey: string | undefined;
}

/**
 * Signs in whoever can read the code that went to an address.
 *
 * @throws {MockRefusal} `otp_invalid` or `otp_expired`; `forbidden` where the merchant made the consumer inactive.
 */
export async function verifyOtp(
  context: MockContext,
  { before, body, deviceLabel, proofKey }: VerifyOtpOptions,
): Promise<AuthSession> {
  const address = normalizeAddress(body);
  const outcome = context.use(createOtpCodes).take({ tenant: before.tenant, address, code: body.code });
  if (outcome === 'expired') return refuse('otp_expired', 'The code has expired; ask for a new one.');
  if (outcome === 'invalid') return refuse('otp_invalid', 'The code is not the newest one for this address.');
  const fields = body.email === undefined ? { phone: address } : { email: address };
  const consumer = consumerOf(context, { before, address, fields });
  return replaceSession(context, { before, consumer, deviceLabel, methods: ['otp'], proofKey });
}

interface Proven {
  readonly before: Before;
  readonly address: string;
  readonly fields: { readonly email?: string; readonly phone?: string };
}

function consumerOf(context: MockContext, { before, address, fields }: Proven): Consumer {
  const consumers = context.use(createConsumers);
  const known = consumers.findByAddress(before.tenant, address);
  const guest = guestOf(context, before);
  const consumer = known ?? guest ?? consumers.create({ tenant: before.tenant, source: 'otp', fields });
  if (known === undefined) consumers.fill(consumer, fields);
  guardActive(consumer);
  consumers.prove(consumer, address);
  return consumer;
}
