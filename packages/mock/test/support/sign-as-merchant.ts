import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** A merchant's request before it is signed. */
export interface MerchantRequest {
  readonly method: string;
  readonly url: string;
  readonly body: string | undefined;
  readonly idempotencyKey: string;
  readonly secretKey: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Signs a request by the letter of RFC 9421, with nothing but node:crypto. */
export function signAsMerchant(request: MerchantRequest): Record<string, string> {
  const { method, url, body, idempotencyKey, secretKey, now } = request;
  const { host, pathname, search } = new URL(url);
  const headers: Record<string, string> = {};
  if (body !== undefined) {
    headers['content-type'] = 'application/json';
    headers['content-digest'] = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
  }
  if (method !== 'GET') headers['idempotency-key'] = idempotencyKey;
  const parts: readonly [string, string][] = [
    ['@method', method],
    ['@authority', host],
    ['@path', pathname],
    ['@query', search === '' ? '?' : search],
    ...Object.entries(headers),
  ];
  const created = Math.floor(now / 1000);
  const keyId = derive(secretKey, 'fanfare-request-key-id-v1', 16).toString('base64url');
  const parameters =
    `(${parts.map(([name]) => `"${name}"`).join(' ')});created=${created};expires=${created + 60}` +
    `;nonce="${randomBytes(16).toString('base64url')}";keyid="${keyId}";alg="hmac-sha256";tag="fanfare-v1"`;
  const base = [...parts.map(([name, value]) => `"${name}": ${value}`), `"@signature-params": ${parameters}`];
  const key = derive(secretKey, 'fanfare-request-signature-v1', 32);
  const signature = createHmac('sha256', key).update(base.join('\n')).digest('base64');
  return { ...headers, 'signature-input': `fanfare=${parameters}`, signature: `fanfare=:${signature}:` };
}

function derive(secretKey: string, info: string, bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', secretKey, '', info, bytes));
}
