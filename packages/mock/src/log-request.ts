import type { Exchange } from './exchange.js';

/** Headers whose values hold no secret. */
const openHeaders: ReadonlySet<string> = new Set([
  'accept',
  'access-control-request-headers',
  'access-control-request-method',
  'content-digest',
  'content-length',
  'content-type',
  'host',
  'idempotency-key',
  'origin',
  'signature-input',
  'user-agent',
  'x-fanfare-api-version',
  'x-mock-fault',
  'x-publishable-key',
]);

const secretKey = /sk_(test|live)_[A-Za-z0-9_-]{8,}/;
/** Keys, tokens, grants and codes by their looks; none of them belongs into an address, and some end up there. */
const secret = /(sk_(test|live)_|whsec_|upload_|grant_|rt_|bt_|exc_|eyJ)[A-Za-z0-9_.-]{8,}/;

/** E-mail addresses and telephone numbers, plain or in a path; a log that cannot forget must not know them. */
const contact = /[^/\s:]+(?:@|%40)[^/\s:]+|(?:\+|%2B)\d{7,}/i;

/** Writes a request that arrived the way the log keeps it. */
export function logRequest(
  request: Request,
  {
    id,
    time,
    clientCertificate,
  }: { readonly id: string; readonly time: number; readonly clientCertificate: string | undefined },
): Exchange['logged'] {
  const url = new URL(request.url);
  const headers = [...request.headers];
  return {
    id,
    time: new Date(time).toISOString(),
    method: request.method,
    path: url.pathname
      .replaceAll(new RegExp(secret, 'g'), '(secret)')
      .replaceAll(new RegExp(contact, 'gi'), '(personal)'),
    operation: undefined,
    status: undefined,
    durationMs: undefined,
    faults: [],
    origin: request.headers.get('origin') ?? undefined,
    clientCertificate,
    headers: Object.fromEntries(headers.map(([name, value]) => [name, openValue(name, value)])),
    containsSecretKey: [url.href, ...headers.flat()].some((text) => secretKey.test(text)),
  };
}

/** Tells whether a secret key stands in a body. */
export function holdsSecretKey(body: Uint8Array): boolean {
  return secretKey.test(Buffer.from(body).toString('latin1'));
}

function openValue(name: string, value: string): string | null {
  return openHeaders.has(name) && !secret.test(value) && !contact.test(value) ? value : null;
}
