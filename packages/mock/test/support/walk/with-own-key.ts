import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import { keyProof, type ProofClaims } from '../key-proof.js';
import type { FilledRequest } from './fill-blanks.js';

/** PKCS#8 of an Ed25519 key, up to the 32 bytes that are the key (RFC 8410 §7). */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Puts a key into a registration of which the caller has the private part, another one for each name. */
export function withOwnKey(filled: FilledRequest, claims: ProofClaims & { name: string }): FilledRequest {
  const { name, ...said } = claims;
  const secret = createHash('sha256').update(name).digest();
  const der = { key: Buffer.concat([pkcs8, secret]), format: 'der', type: 'pkcs8' } as const;
  const privateKey = createPrivateKey(der);
  const publicKey = createPublicKey(privateKey).export({ format: 'pem', type: 'spki' }).toString();
  const body = { ...(filled.body as object), publicKey, proof: keyProof(privateKey, said) }; // such bodies are objects
  return { ...filled, body };
}
