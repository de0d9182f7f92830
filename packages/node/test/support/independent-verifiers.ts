import { createHmac, timingSafeEqual } from 'node:crypto';
import { verifySignature, type RequestDescriptor } from 'http-message-sig';
import { createVerifier, httpbis } from 'http-message-signatures';
import { requestSignature } from '@fanfare/contract';

/** A key as the platform holds it; derived without our code. */
export interface VerifierKey {
  readonly macKey: Buffer;
  readonly keyId: string;
}

/** A request as a receiver has it: the target as text, and every header. */
export interface Wire {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array | undefined;
}

const parameters = [...requestSignature.parameters];

function components({ method, body }: Wire): string[] {
  return [
    ...requestSignature.components,
    ...(body?.byteLength ? requestSignature.bodyComponents : []),
    ...(method === 'GET' ? [] : requestSignature.unsafeComponents),
  ];
}

/** The first independent implementation: http-message-signatures. */
export async function verifiedByFirst(wire: Wire, { keyId, macKey }: VerifierKey): Promise<boolean> {
  const verified = await httpbis
    .verifyMessage(
      {
        keyLookup: async ({ keyid }) =>
          keyid === keyId
            ? { id: keyId, algs: ['hmac-sha256'], verify: createVerifier(macKey, 'hmac-sha256') }
            : null,
        requiredFields: components(wire),
        requiredParams: parameters,
      },
      wire,
    )
    .catch(() => false);
  return verified === true;
}

/** The second one: http-message-sig, which insists on a policy. */
export async function verifiedBySecond(
  wire: Wire,
  { macKey, now }: VerifierKey & { readonly now: number },
): Promise<boolean> {
  const message: RequestDescriptor = {
    kind: 'request',
    method: wire.method,
    targetUri: wire.url,
    fields: Object.entries(wire.headers).map(([name, value]) => ({ name, value })),
  };
  const verified = await verifySignature(message, {
    label: requestSignature.label,
    policy: {
      algorithms: ['hmac-sha256'],
      requiredComponents: components(wire),
      requiredParameters: parameters,
      maxAge: requestSignature.maxAgeSeconds,
      now,
    },
    resolveVerifier: () => ({
      algorithm: 'hmac-sha256',
      verify: (data, signature) => {
        const expected = createHmac('sha256', macKey).update(data).digest();
        return expected.length === signature.length && timingSafeEqual(expected, signature);
      },
    }),
  }).catch(() => undefined);
  return verified !== undefined;
}
