import { hkdfSync } from 'node:crypto';
import type { VerifierKey, Wire } from './independent-verifiers.js';
import type { Received } from './recording-server.js';

/** What a verifier makes of a request that arrived: the target byte for byte, and the host it was sent to. */
export function wireOf({ method, target, headers, body }: Received): Wire {
  const fields = Object.entries(headers).map(([name, value]) => [name, String(value)] as const);
  return { method, url: `http://${headers.host}${target}`, headers: Object.fromEntries(fields), body };
}

/** The keys that the platform derives from a secret key, written out without our code. */
export function verifierKey(secretKey: string): VerifierKey {
  const derive = (info: string, bytes: number): Buffer =>
    Buffer.from(hkdfSync('sha256', secretKey, '', info, bytes));
  return {
    macKey: derive('fanfare-request-signature-v1', 32),
    keyId: derive('fanfare-request-key-id-v1', 16).toString('base64url'),
  };
}

/** A parameter of the signature of a request that arrived. */
export function signatureParameter({ headers }: Received, name: string): string | undefined {
  return new RegExp(`;${name}="?([^";]+)`).exec(String(headers['signature-input']))?.[1];
}
