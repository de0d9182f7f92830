import type { ServerErrorCode } from '@fanfare/contract';
import type { OperationId } from '@fanfare/contract/operations';
import type { Principal } from '../principal.js';
import { normalizeAddress } from '../state/normalize-address.js';
import { tenantKey } from '../tenant.js';

/** A call that tries to prove something. */
export interface ProvingCall {
  readonly principal: Principal;
  readonly body: unknown;
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
export const attemptRules: Readonly<Partial<Record<OperationId, IdentityOf>>> = {
  'auth.verifyOtp': byAddress,
  'auth.exchangeExternal': () => undefined,
  'emailVerification.confirm': byConsumer,
  'mfa.confirm': byConsumer,
  'mfa.stepUp': byConsumer,
};

/** The refusals that mean a wrong guess. */
export const wrongGuesses: ReadonlySet<ServerErrorCode> = new Set([
  'otp_invalid',
  'otp_expired',
  'exchange_code_invalid',
  'exchange_code_expired',
  'mfa_code_invalid',
]);
