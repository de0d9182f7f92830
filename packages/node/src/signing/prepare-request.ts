import { headers } from '@fanfare/contract';
import type { Clock, OutgoingRequest } from '@fanfare/core';
import type { Credential } from '../credentials/credential-source.js';
import type { Source } from '../credentials/create-source.js';
import { createNonces } from './create-nonces.js';
import { signRequest } from './sign-request.js';

/** What the preparation of a request depends on. */
export interface PrepareOptions {
  readonly credentials: Source<Credential>;
  readonly clock: Clock;
  /** Send the secret key itself too. */
  readonly bearer: boolean;
  /** Is told that this machine's clock was found to be off by so many milliseconds. */
  readonly onClockCorrected: (offsetMs: number) => void;
}

/** Makes the headers of one attempt. */
export type PrepareRequest = (request: OutgoingRequest) => Promise<Record<string, string>>;

/** Names the refusals that a fresh signature can cure: a clock that is off, a key that was rolled. */
export function curableCodes({ reloadable }: Source<Credential>): readonly string[] {
  return reloadable ? ['signature_expired', 'key_revoked'] : ['signature_expired'];
}

/**
 * Creates what signs every attempt afresh. Keeps how far this machine's clock is off, once the platform found
 * a signature to be expired and said what time it is.
 */
export function createPrepareRequest(options: PrepareOptions): PrepareRequest {
  const { credentials, clock, bearer, onClockCorrected } = options;
  const nextNonce = createNonces();
  let offsetMs = 0;
  // By the signal, which is the one thing that the attempts of a call share and that no other call has.
  const lastUsed = new WeakMap<AbortSignal, Credential>();

  return async function prepareRequest(request) {
    const { lastErrorCode, serverDate } = request;
    if (lastErrorCode === 'signature_expired') {
      // Without a date, an older correction may be what is wrong.
      offsetMs = serverDate === undefined ? 0 : serverDate - clock.now();
      onClockCorrected(offsetMs);
    }
    const spent = lastErrorCode === 'key_revoked' ? lastUsed.get(request.signal) : undefined;
    const credential = spent === undefined ? await credentials.read() : await credentials.replace(spent);
    lastUsed.set(request.signal, credential);
    const signature = await signRequest(request, {
      key: await credential.key(),
      created: Math.floor((clock.now() + offsetMs) / 1_000),
      nonce: nextNonce(),
    });
    if (!bearer || credential.secret === undefined) return signature;
    return { ...signature, [headers.authorization]: `Bearer ${credential.secret.reveal()}` };
  };
}
