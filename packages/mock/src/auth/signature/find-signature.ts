import { headers as names, requestSignature, type RequestSignatureAlgorithm } from '@fanfare/contract';
import { refuse } from '../../refusal.js';
import { parseDictionary, type InnerList } from './structured-fields.js';

/** A signature as it was found: of the right form, and otherwise unchecked. */
export interface FoundSignature {
  readonly covered: InnerList;
  readonly signature: Uint8Array;
  readonly created: number;
  readonly expires: number;
  readonly nonce: string;
  readonly keyId: string;
  readonly algorithm: RequestSignatureAlgorithm;
}

/** 128 bits in base64url or base64 take 22 characters. */
const nonceForm = /^[A-Za-z0-9+/_-]{22,128}={0,2}$/;
const algorithms: readonly string[] = ['hmac-sha256', 'ed25519'] satisfies RequestSignatureAlgorithm[];

/**
 * Finds the one signature of a request that carries our tag.
 *
 * @returns `undefined` where the request is not signed at all.
 * @throws {MockRefusal} `signature_malformed` where it is signed in another form.
 */
export function findSignature(headers: Headers): FoundSignature | undefined {
  const input = headers.get(names.signatureInput);
  const value = headers.get(names.signature);
  if (input === null && value === null) return undefined;
  if (input === null || value === null) return malformed('Signature and Signature-Input go together');
  const inputs = parseDictionary(input);
  const signatures = parseDictionary(value);
  if (inputs === undefined || signatures === undefined)
    return malformed('it is not a dictionary (RFC 8941 §3.2)');

  const tagged = [...inputs].filter(([, member]) => member.parameters.get('tag') === requestSignature.tag);
  const [candidate] = tagged;
  if (candidate === undefined || tagged.length > 1)
    return malformed(`one must have the tag ${requestSignature.tag}`);
  const [label, covered] = candidate;
  if (label !== requestSignature.label) return malformed(`its label must be ${requestSignature.label}`);
  const signature = signatures.get(label);
  if (signature === undefined || !('value' in signature) || !(signature.value instanceof Uint8Array)) {
    return malformed('Signature has no bytes under that label');
  }
  if (!('items' in covered)) return malformed('Signature-Input holds no list of components');
  return { covered, signature: signature.value, ...readParameters(covered) };
}

function readParameters({ parameters }: InnerList): Omit<FoundSignature, 'covered' | 'signature'> {
  const known: readonly string[] = requestSignature.parameters;
  const unknown = [...parameters.keys()].find((name) => !known.includes(name));
  if (unknown !== undefined) return malformed(`the parameter ${unknown} is not known`);
  const [created, expires] = [parameters.get('created'), parameters.get('expires')];
  const [nonce, keyId, algorithm] = [parameters.get('nonce'), parameters.get('keyid'), parameters.get('alg')];
  if (typeof created !== 'number' || typeof expires !== 'number')
    return malformed('created or expires is missing');
  if (typeof nonce !== 'string' || !nonceForm.test(nonce))
    return malformed('the nonce is missing or too short');
  if (typeof keyId !== 'string') return malformed('keyid is missing');
  if (!isAlgorithm(algorithm)) return malformed('alg is missing or not in use');
  return { created, expires, nonce, keyId, algorithm };
}

function isAlgorithm(value: unknown): value is RequestSignatureAlgorithm {
  return typeof value === 'string' && algorithms.includes(value);
}

function malformed(what: string): never {
  return refuse('signature_malformed', `The signature cannot be read: ${what}.`);
}
