import ed25519Vectors from '@fanfare/contract/vectors/request-signatures-ed25519.json' with { type: 'json' };
import vectors from '@fanfare/contract/vectors/request-signatures.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { findServerKey } from '../../src/auth/find-server-key.js';
import { readEd25519Key } from '../../src/auth/signature/ed25519-key.js';
import { signatureBase } from '../../src/auth/signature/signature-base.js';
import { signedMessage } from '../../src/auth/signature/signed-message.js';
import { parseDictionary, type InnerList } from '../../src/auth/signature/structured-fields.js';
import { verifySignature } from '../../src/auth/signature/verify-signature.js';
import { everyRight } from '../../src/access/key-rights.js';
import type { MockContext } from '../../src/context.js';
import { createContext } from '../../src/create-context.js';
import { resolveOptions } from '../../src/options/resolve-options.js';
import { MockRefusal } from '../../src/refusal.js';
import { createPublicKeys } from '../../src/state/public-keys.js';

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

/** A platform on which the first public key of the vectors is registered. */
function contextWithPublicKey(seconds: number, publicKey: string): MockContext {
  const { context } = createContext(resolveOptions({ now: seconds * 1000 }));
  const key = readEd25519Key(publicKey);
  if (key === undefined) throw new Error('The key is not read.');
  const tenant = { organizationId: 'org_aurora', mode: 'test' } as const;
  const life = { name: 'vectors', expiresAt: null, lastUsedAt: null };
  context.use(createPublicKeys).register(tenant, { ...key, ...everyRight, ...life }, 'test');
  return context;
}

/** What comes of a request: the code of its refusal, or that it was taken. */
function outcomeOf(
  context: MockContext,
  { request, authority }: { readonly request: VectorRequest; readonly authority: string },
): unknown {
  try {
    const key = verifySignature(read(request), { context, isOwnAuthority: (name) => name === authority });
    return key === undefined ? 'signature_required' : 'accepted';
  } catch (error) {
    return error instanceof MockRefusal ? error.code : error;
  }
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
    expect(outcomeOf(contextAt(now), { request, authority })).toBe(code);
  });
});

describe('E12: Ed25519 signatures made elsewhere', () => {
  const [first] = ed25519Vectors.keys;
  const pem = first?.publicKeyPem ?? '';

  it.each(ed25519Vectors.signed)('accepts: $name', ({ request, expected }) => {
    const context = contextWithPublicKey(ed25519Vectors.created, pem);

    const key = verifySignature(read(request, expected.headers), { context, isOwnAuthority: () => true });

    expect([key?.keyId, key?.algorithm]).toEqual([first?.keyId, 'ed25519']);
  });

  it.each(ed25519Vectors.refused)('refuses: $name', ({ request, code, now, authority }) => {
    expect(outcomeOf(contextWithPublicKey(now, pem), { request, authority })).toBe(code);
  });

  it('are bound to the key: B.2.6 of RFC 9421 is good with its own key only', () => {
    const published =
      '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=\n-----END PUBLIC KEY-----';
    const base = [
      '"date": Tue, 20 Apr 2021 02:07:55 GMT',
      '"@method": POST',
      '"@path": /foo',
      '"@authority": example.com',
      '"content-type": application/json',
      '"content-length": 18',
      '"@signature-params": ("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"',
    ].join('\n');
    const signature = Buffer.from(
      'wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==',
      'base64',
    );
    const keyOf = (text: string) =>
      findServerKey(contextWithPublicKey(1618884473, text), readEd25519Key(text)?.keyId ?? '');

    expect(keyOf(published)?.fits(base, signature)).toBe(true);
    expect(keyOf(published)?.fits(base.replace('POST', 'PUT'), signature)).toBe(false);
    expect(keyOf(pem)?.fits(base, signature)).toBe(false);
    expect(keyOf(published)?.fits(base, signature.subarray(1))).toBe(false);
  });
});
