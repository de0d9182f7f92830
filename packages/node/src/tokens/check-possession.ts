import { checkOptions, OptionsError, type Clock } from '@fanfare/core/base';
import { checkType } from '../check-option.js';
import { claimInProcess } from './proof-log.js';
import { tokenError } from './token-error.js';
import { verifyProof, type ProofOfRequest } from './verify-proof.js';

/** How a token that is bound to a key is taken. */
export interface PossessionOptions {
  /**
   * The proof of possession that came with the token (RFC 9449). A token that is bound to a key is refused without one; for a
   * bearer token it makes no difference. @default none
   */
  readonly dpop?: ProofOfRequest | undefined;
  /**
   * Takes a token that is bound to a key from whoever shows it, as if it were a bearer token: a stolen one works then. Only for
   * where something in front has checked the proof. @default `false`
   */
  readonly dangerouslyAcceptBoundTokenWithoutProof?: boolean | undefined;
  /**
   * Refuses bearer tokens: for whatever came behind `DPoP` in `Authorization` (RFC 9449 §7.1), and for what is to be open to bound tokens
   * only. @default `false`
   */
  readonly requireBoundToken?: boolean | undefined;
}

/** A token whose signature and claims are good. */
export interface BoundToken extends PossessionOptions {
  readonly token: string;
  /** The thumbprint of the key that it is bound to; `undefined` for a bearer token. */
  readonly boundTo: string | undefined;
  readonly clock: Clock;
}

const known = ['proof', 'method', 'url', 'claimProof'] as const satisfies readonly (keyof ProofOfRequest)[];

/**
 * Checks the options about possession.
 *
 * @throws OptionsError `invalid_options`
 */
export function checkPossessionOptions(options: PossessionOptions): void {
  const { dpop, dangerouslyAcceptBoundTokenWithoutProof, requireBoundToken } = options;
  checkType({ dangerouslyAcceptBoundTokenWithoutProof, requireBoundToken }, 'boolean');
  checkType({ dpop }, 'object');
  if (dpop === undefined) return;
  checkOptions(dpop, known, 'dpop');
  const { method, url, claimProof } = dpop;
  checkType({ claimProof }, 'function');
  checkType({ method, url }, 'string');
  if (method === undefined || !URL.canParse(url)) {
    throw new OptionsError('dpop needs the method and the whole url of the request that carried the token.');
  }
}

/**
 * Checks that whoever sent a bound token has its key. Fails closed: without a proof it is refused, unless the dangerous option
 * says otherwise.
 *
 * @throws AuthenticationError `dpop_proof_required`, `dpop_proof_invalid`
 */
export async function checkPossession(bound: BoundToken): Promise<void> {
  const { token, boundTo, clock, dpop, dangerouslyAcceptBoundTokenWithoutProof = false } = bound;
  if (boundTo === undefined) {
    if (bound.requireBoundToken === true) throw tokenError('unbound');
    return;
  }
  const proof = dpop?.proof ?? undefined;
  if (dpop === undefined || proof === undefined) {
    if (dangerouslyAcceptBoundTokenWithoutProof) return;
    throw tokenError('proof_missing');
  }
  const { method, url, claimProof = claimInProcess(clock) } = dpop;
  await verifyProof(proof, { token, boundTo, method, url, claimProof, clock });
}
