import vectors from '@fanfare/contract/vectors/request-signatures.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { signatureBase } from '../../src/auth/signature/signature-base.js';
import { signedMessage } from '../../src/auth/signature/signed-message.js';
import { parseDictionary, type InnerList } from '../../src/auth/signature/structured-fields.js';
import { verifySignature } from '../../src/auth/signature/verify-signature.js';
import type { MockContext } from '../../src/context.js';
import { createContext } from '../../src/create-context.js';
import { resolveOptions } from '../../src/options/resolve-options.js';
import { MockRefusal } from '../../src/refusal.js';

interface VectorRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly bodyBase64?: string;
}

/** A platform on which the signing key of the vectors is registered. */
function contextAt(seconds: number): MockContext {
  const { context } = createContext(resolveOptions({ now: seconds * 1000 }));
  const [aurora, borealis] = context.world.organizations;
  const keys = { ...aurora.keys, test: { publishable: 'pk_test_vectors', secret: vectors.secretKey } };
  const parts = new Map<unknown, unknown>();
  const registered: MockContext = {
    ...context,
    world: { organizations: [{ ...aurora, keys }, borealis] },
    use: <Part>(create: (given: MockContext) => Part): Part => {
      if (!parts.has(create)) parts.set(create, create(registered));
      return parts.get(create) as Part;
    },
  };
  return registered;
}

function read({ method, url, headers, bodyBase64 = '' }: VectorRequest, more: object = {}) {
  const body = Buffer.from(bodyBase64, 'base64');
  const all = { ...headers, ...more } as Record<string, string>;
  const init = { method, headers: all, ...(body.length > 0 && { body }) };
  return signedMessage(new Request(url, init), body);
}

describe('signatures made elsewhere', () => {
  it.each(vectors.signed)('accepts: $name', ({ request, expected }) => {
    const context = contextAt(vectors.created);
    const message = read(request, expected.headers);
    const covered = parseDictionary(expected.headers['signature-input'])?.get('fanfare') as InnerList;

    const key = verifySignature(message, { context, isOwnAuthority: () => true });

    expect(signatureBase(message, covered)).toBe(expected.signatureBase);
    expect(key?.keyId).toBe(vectors.keys.find(({ secretKey }) => secretKey === vectors.secretKey)?.keyId);
  });

  it.each(vectors.refused)('refuses: $name', ({ request, code, now, authority }) => {
    const context = contextAt(now);
    const isOwnAuthority = (name: string): boolean => name === authority;

    let refusal: unknown = 'signature_required';
    try {
      if (verifySignature(read(request), { context, isOwnAuthority }) !== undefined) refusal = 'accepted';
    } catch (error) {
      refusal = error instanceof MockRefusal ? error.code : error;
    }

    expect(refusal).toBe(code);
  });
});
