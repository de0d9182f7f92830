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
 * @throws AuthenticationError `dpop_proof_invalid` where there are several; OptionsError `invalid_options` where the origin that
 *   pages see is not given
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
    // Whoever sends a request writes its host, so that a proof made for another server would pass here.
    throw new OptionsError(
      'A request with a bound token needs publicOrigin: its proof is made for the address that pages see, and what a request says about its own host proves nothing.',
    );
  }
  if (!URL.canParse(publicOrigin) || new URL(publicOrigin).origin !== publicOrigin) {
    throw new OptionsError('publicOrigin must be an origin such as https://shop.example, without a path.');
  }
  const path = URL.canParse(given) ? new URL(given).pathname : (/^\/[^?#]*/.exec(given)?.[0] ?? '/');
  return publicOrigin + path;
}
