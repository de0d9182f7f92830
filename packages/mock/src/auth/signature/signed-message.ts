/** A received request as the verification sees it: every value as it came over the wire. */
export interface SignedMessage {
  readonly method: string;
  /** `host:port` from the Host header, in lower case, without the default port. */
  readonly authority: string;
  readonly path: string;
  /** With the question mark, which stands alone where there is no query. */
  readonly query: string;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** Reads a request as a message to verify. */
export function signedMessage(request: Request, body: Uint8Array): SignedMessage {
  const url = new URL(request.url);
  const host = request.headers.get('host') ?? url.host;
  return {
    method: request.method,
    authority: normalizeAuthority(host, url.protocol),
    path: url.pathname,
    query: url.search === '' ? '?' : url.search,
    headers: request.headers,
    body,
  };
}

function normalizeAuthority(host: string, protocol: string): string {
  const port = protocol === 'https:' ? ':443' : ':80';
  const lower = host.toLowerCase();
  return lower.endsWith(port) ? lower.slice(0, -port.length) : lower;
}
