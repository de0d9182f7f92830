import { OptionsError } from '@fanfare/core/base';
import { tokenError } from '../tokens/token-error.js';
import type { ClaimProof } from '../tokens/proof-log.js';
import type { ProofOfRequest } from '../tokens/verify-proof.js';
import { headerValues, type RequestToAuthenticate } from './read-credential.js';

/** What the proof of a request is read with. */
export interface ReadProofOptions {
  readonly publicOrigin: string | undefined;
  readonly claimProof: ClaimProof | undefined;
}

/**
 * Reads the proof that came with a bound token, and what it has to be about.
 *
 * @throws AuthenticationError `dpop_proof_invalid` where there are several; OptionsError `invalid_options` where the address that
 *   pages see is not known
 */
export function proofOfRequest(
  request: RequestToAuthenticate,
  { publicOrigin, claimProof }: ReadProofOptions,
): ProofOfRequest {
  const [proof, ...others] = headerValues(request, 'dpop');
  if (others.length > 0) throw tokenError('proof_form');
  const { method } = request;
  if (method === undefined) throw new OptionsError('A request with a bound token must tell its method.');
  return { proof, method, url: addressOf(request, publicOrigin), ...(claimProof && { claimProof }) };
}

function addressOf({ url, originalUrl }: RequestToAuthenticate, publicOrigin: string | undefined): string {
  const given = originalUrl ?? url ?? '';
  if (publicOrigin === undefined) {
    if (URL.canParse(given)) return given;
    throw new OptionsError(
      'The request does not tell its origin. Give publicOrigin: proofs of bound tokens are made for the address that pages see.',
    );
  }
  if (!URL.canParse(publicOrigin) || new URL(publicOrigin).origin !== publicOrigin) {
    throw new OptionsError('publicOrigin must be an origin such as https://shop.example, without a path.');
  }
  const path = URL.canParse(given) ? new URL(given).pathname : (/^\/[^?#]*/.exec(given)?.[0] ?? '/');
  return publicOrigin + path;
}
