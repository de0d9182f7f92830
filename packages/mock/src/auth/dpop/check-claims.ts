import { createHash } from 'node:crypto';
import { dpop, proofAddressForm } from '@fanfare/contract';
import { refuse } from '../../refusal.js';
import { refuseProof, type ReadProof } from './read-proof.js';

/** The call that a proof has to be made for. */
export interface ProvedCall {
  readonly method: string;
  /** Where the call went, without query and fragment. */
  readonly url: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Tells a nonce that the platform gave out; absent where none is demanded. */
  readonly isGoodNonce: ((nonce: string) => boolean) | undefined;
  /** The token beside the proof, and whether the proof must name it. */
  readonly token: { readonly value: string; readonly isNamed: boolean } | undefined;
}

/** What is left of a good proof. */
export interface CheckedProof {
  readonly id: string;
  /** In milliseconds since the epoch; from then on `iat` is too old. */
  readonly expiresAt: number;
}

/**
 * Checks what a proof claims against the call that carries it (RFC 9449 §4.3, checks 8 to 12).
 *
 * @throws {MockRefusal} `dpop_proof_invalid`, `use_dpop_nonce`.
 */
export function checkClaims({ claims }: Pick<ReadProof, 'claims'>, call: ProvedCall): CheckedProof {
  const { htm, htu, iat, exp, nbf, jti, nonce, ath } = claims;
  if (htm !== call.method) return refuseProof('its htm must be the method of the request');
  if (!isSameAddress(htu, call.url)) {
    return refuseProof('its htu must be the address of the request, without query and fragment');
  }
  if (typeof iat !== 'number' || !Number.isSafeInteger(iat)) return refuseProof('its iat must be in seconds');
  const age = call.now / 1000 - iat;
  if (age > dpop.maxAgeSeconds || age < -dpop.maxSkewSeconds) {
    return refuseProof('it was made too long ago or in the future; compare the clock with Date');
  }
  // Neither has to be there; but who writes one is taken at their word (RFC 7519 §4.1.4, §4.1.5).
  if (exp !== undefined && !(typeof exp === 'number' && exp * 1000 > call.now))
    return refuseProof('its exp is over');
  if (nbf !== undefined && !(typeof nbf === 'number' && nbf - call.now / 1000 <= dpop.maxSkewSeconds)) {
    return refuseProof('its nbf is yet to come');
  }
  if (typeof jti !== 'string' || jti === '' || jti.length > dpop.maxIdCharacters) {
    return refuseProof(`its jti must be a text of 1 to ${String(dpop.maxIdCharacters)} characters`);
  }
  if (call.isGoodNonce !== undefined && !(typeof nonce === 'string' && call.isGoodNonce(nonce))) {
    return refuse('use_dpop_nonce', 'The proof needs the nonce in DPoP-Nonce; make another one with it.');
  }
  if (!namesToken(ath, call.token)) return refuseProof('its ath must be the hash of the access token');
  return { id: jti, expiresAt: (iat + dpop.maxAgeSeconds) * 1000 + 1 };
}

/** Compares as RFC 3986 §6.2.2 and §6.2.3 write addresses: `HTTP://Host:80` and `http://host/` are one. */
function isSameAddress(given: unknown, url: string): boolean {
  if (typeof given !== 'string' || !proofAddressForm.test(given) || !URL.canParse(given)) return false;
  return new URL(given).href === new URL(url).href;
}

function namesToken(ath: unknown, token: ProvedCall['token']): boolean {
  if (token === undefined) return true;
  if (ath === undefined) return !token.isNamed;
  return ath === createHash('sha256').update(token.value).digest('base64url');
}
