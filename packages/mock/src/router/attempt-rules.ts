import type { ServerErrorCode } from '@fanfare/contract';
import type { OperationBody, OperationId, OperationParams } from '@fanfare/contract/operations';
import type { MockContext } from '../context.js';
import type { Principal } from '../principal.js';
import { createExperiences } from '../state/experiences.js';
import { normalizeAddress } from '../state/normalize-address.js';
import { tenantKey } from '../tenant.js';

/** A call that tries to prove something. */
export interface ProvingCall {
  readonly context: MockContext;
  readonly principal: Principal;
  /** Fits the operation, as does the body. */
  readonly input: { readonly params: unknown };
  readonly body: unknown;
}

/** How the tries of an operation are counted. */
export interface AttemptRule {
  readonly identityOf: IdentityOf;
  /** Where wrong guesses are answered and not refused. Such a try forgets no others when it was right. */
  readonly guess?: {
    /** A call may also guess nothing. */
    isMade(call: ProvingCall): boolean;
    isWrong(call: ProvingCall): boolean;
  };
}

/** Names the identity that a call tries to prove; nothing where a guess would name none. */
type IdentityOf = (call: ProvingCall) => string | undefined;

const byConsumer: IdentityOf = ({ principal }) =>
  principal.kind === 'consumer' ? `consumer/${principal.consumerId}` : undefined;

/** Whether anybody has the address makes no difference, so that nobody learns it here. */
const byAddress: IdentityOf = ({ principal, body }) =>
  principal.kind === 'anonymous'
    ? undefined
    : `address/${tenantKey(principal.tenant)}/${normalizeAddress(body as Parameters<typeof normalizeAddress>[0])}`; // of a body that fits

/** The operations that somebody may try to guess their way through. */
export const attemptRules: Readonly<Partial<Record<OperationId, AttemptRule>>> = {
  'auth.verifyOtp': { identityOf: byAddress },
  'auth.exchangeExternal': { identityOf: () => undefined },
  'emailVerification.confirm': { identityOf: byConsumer },
  'mfa.confirm': { identityOf: byConsumer },
  'mfa.stepUp': { identityOf: byConsumer },
  'experiences.route': {
    // Apart from the other tries of a consumer: being locked out of a sale is no reason to be locked out of an account.
    identityOf: (call) => `access-code/${byConsumer(call) ?? ''}`,
    guess: { isMade: (call) => accessCodeIn(call) !== undefined, isWrong: isWrongAccessCode },
  },
};

function accessCodeIn({ body }: ProvingCall): string | undefined {
  return (body as OperationBody<'experiences.route'>).accessCode; // of a body that fits
}

function isWrongAccessCode(call: ProvingCall): boolean {
  const { context, principal, input } = call;
  const accessCode = accessCodeIn(call);
  if (principal.kind !== 'consumer' || accessCode === undefined) return false;
  const { experienceId } = input.params as OperationParams<'experiences.route'>; // as above
  return context.use(createExperiences).isWrongCode({ ...principal, experienceId }, accessCode);
}

/** The refusals that mean a wrong guess. */
export const wrongGuesses: ReadonlySet<ServerErrorCode> = new Set([
  'otp_invalid',
  'otp_expired',
  'exchange_code_invalid',
  'exchange_code_expired',
  'mfa_code_invalid',
]);
