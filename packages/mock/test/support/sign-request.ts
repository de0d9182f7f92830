import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** What a test wants to be different about a signature. */
export interface SignOptions {
  /** Seconds since the epoch. */
  readonly created: number;
  readonly expires?: number;
  readonly nonce?: string;
  readonly keyid?: string;
  readonly alg?: string;
  readonly tag?: string;
  readonly label?: string;
  readonly authority?: string;
  /** Instead of what the profile asks for; a parameter stands behind a semicolon. */
  readonly components?: readonly string[];
  readonly idempotencyKey?: string | null;
  readonly contentDigest?: string;
  readonly macKey?: Buffer;
  /** Put after the known parameters. */
  readonly extraParameter?: string;
}

/** What is signed. */
export interface Unsigned {
  readonly method: string;
  readonly url: string;
  readonly body?: string | undefined;
}

const derive = (secret: string, info: string, bytes: number): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), info, bytes));

/** Writes a component such as `@path` or `@path;req`. */
function quoted(component: string): string {
  const [name, ...parameters] = component.split(';');
  return [`"${name}"`, ...parameters].join(';');
}

/** Signs a request by hand, with nothing but `node:crypto`: a second reading of the same specification. */
export function signRequest(secret: string, request: Unsigned, options: SignOptions): Record<string, string> {
  const url = new URL(request.url);
  const unsafe = request.method !== 'GET';
  const headers: Record<string, string> = {};
  if (request.body !== undefined) {
    headers['content-type'] = 'application/json';
    const digest = createHash('sha256').update(request.body).digest('base64');
    headers['content-digest'] = options.contentDigest ?? `sha-256=:${digest}:`;
  }
  if (unsafe && options.idempotencyKey !== null) {
    headers['idempotency-key'] = options.idempotencyKey ?? randomBytes(16).toString('hex');
  }
  const derived: Record<string, string> = {
    '@method': request.method,
    '@authority': options.authority ?? url.host,
    '@path': url.pathname,
    '@query': url.search === '' ? '?' : url.search,
  };
  const components = options.components ?? [...Object.keys(derived), ...Object.keys(headers)];
  const { created, expires = created + 60, nonce = randomBytes(16).toString('base64url') } = options;
  const keyid = options.keyid ?? derive(secret, 'fanfare-request-key-id-v1', 16).toString('base64url');
  const params =
    `(${components.map(quoted).join(' ')});created=${created};expires=${expires};nonce="${nonce}"` +
    `;keyid="${keyid}";alg="${options.alg ?? 'hmac-sha256'}";tag="${options.tag ?? 'fanfare-v1'}"${options.extraParameter ?? ''}`;
  const lines = components.map((component) => {
    const [name = ''] = component.split(';');
    return `${quoted(component)}: ${derived[name] ?? headers[name] ?? ''}`;
  });
  const base = [...lines, `"@signature-params": ${params}`].join('\n');
  const macKey = options.macKey ?? derive(secret, 'fanfare-request-signature-v1', 32);
  const signature = createHmac('sha256', macKey).update(base).digest('base64');
  const label = options.label ?? 'fanfare';
  return { ...headers, 'signature-input': `${label}=${params}`, signature: `${label}=:${signature}:` };
}
