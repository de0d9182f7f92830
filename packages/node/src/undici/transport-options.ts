import { X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { checkOptions, describeType, OptionsError } from '@fanfare/core/base';
import { checkChoice, checkWhole } from '../check-option.js';
import { Secret } from '../secret.js';

/** How connections to the platform are made. */
export interface UndiciTransportOptions {
  /** The oldest version of TLS that is spoken. @default 'TLSv1.2' */
  readonly minVersion?: 'TLSv1.2' | 'TLSv1.3' | undefined;
  /** The certificates of the authorities to trust in place of the runtime's own, as PEM. @default the runtime's own */
  readonly ca?: string | readonly string[] | undefined;
  /** The certificate to show where a server asks for one, with those between it and its authority, as PEM. @default none */
  readonly cert?: string | undefined;
  /** The private key of `cert`, as PEM. @default none */
  readonly key?: string | Secret | undefined;
  /** What `key` is encrypted with. @default it is not encrypted */
  readonly passphrase?: string | Secret | undefined;
  /** How many connections are open to one host at most; further calls wait for one. @default 32 */
  readonly connections?: number | undefined;
  /** How long an idle connection stays open, in milliseconds. @default 4_000 */
  readonly keepAliveMs?: number | undefined;
  /** The time to connect and to shake hands, in milliseconds. @default 10_000 */
  readonly connectTimeoutMs?: number | undefined;
}

/** The options with every question answered; the secrets stay wrapped until a connection needs them. */
export interface ResolvedTransportOptions {
  readonly minVersion: 'TLSv1.2' | 'TLSv1.3';
  readonly ca: readonly string[] | undefined;
  readonly cert: string | undefined;
  readonly key: Secret | undefined;
  readonly passphrase: Secret | undefined;
  readonly connections: number;
  readonly keepAliveMs: number;
  readonly connectTimeoutMs: number;
}

const known = [
  'minVersion',
  'ca',
  'cert',
  'key',
  'passphrase',
  'connections',
  'keepAliveMs',
  'connectTimeoutMs',
] as const satisfies readonly (keyof UndiciTransportOptions)[];

const weakening: readonly string[] = [
  'rejectUnauthorized',
  'checkServerIdentity',
  'ciphers',
  'insecureHTTPParser',
];
const maxDepth = 6;

/**
 * Checks the options of a transport and fills in what is missing.
 *
 * @throws OptionsError `invalid_options`, naming the option and never its value.
 */
export function resolveTransportOptions(options: UndiciTransportOptions): ResolvedTransportOptions {
  refuseWeakening(options, maxDepth);
  checkOptions(options, known, 'createUndiciTransport');
  const { minVersion, cert, connections, keepAliveMs, connectTimeoutMs } = options;
  checkChoice({ minVersion }, ['TLSv1.2', 'TLSv1.3']);
  checkWhole({ connections, keepAliveMs, connectTimeoutMs }, { min: 1 });
  const ca = options.ca === undefined ? undefined : [options.ca].flat();
  for (const text of ca ?? []) checkPem('ca', text);
  if (ca?.length === 0) throw new OptionsError('ca must name at least one authority, or be left out.');
  if (cert !== undefined) checkPem('cert', cert);
  const key = toSecret('key', options.key);
  const passphrase = toSecret('passphrase', options.passphrase);
  if ((cert === undefined) !== (key === undefined)) {
    throw new OptionsError(
      'cert and key belong together: a client shows the one and proves it with the other.',
    );
  }
  const resolved = {
    minVersion: minVersion ?? 'TLSv1.2',
    ca,
    cert,
    key,
    passphrase,
    connections: connections ?? 32,
    keepAliveMs: keepAliveMs ?? 4_000,
    connectTimeoutMs: connectTimeoutMs ?? 10_000,
  } as const;
  checkTogether(resolved);
  return resolved;
}

/** Refuses by name, also deep inside, what would let a stranger in; a copied configuration brings it along unnoticed. */
function refuseWeakening(value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null || value instanceof Secret || depth === 0) return;
  for (const [name, inner] of Object.entries(value)) {
    if (weakening.includes(name)) {
      throw new OptionsError(
        `createUndiciTransport does not take ${name}: certificates are always checked, and ciphers are the runtime's. A private authority belongs in "ca".`,
      );
    }
    refuseWeakening(inner, depth - 1);
  }
}

function checkPem(option: string, value: unknown): void {
  if (typeof value === 'string' && value.includes('-----BEGIN ')) return;
  const got = typeof value === 'string' ? 'another string' : describeType(value);
  throw new OptionsError(`${option} must be PEM text (-----BEGIN …), not ${got}.`);
}

function toSecret(option: string, value: unknown): Secret | undefined {
  if (value === undefined || value instanceof Secret) return value;
  if (typeof value === 'string' && value !== '') return new Secret(value);
  throw new OptionsError(`${option} must be text or a Secret, not ${describeType(value)}.`);
}

/** Lets OpenSSL read everything once, so that a key that does not fit is told here and not by the first call. */
function checkTogether({ ca, cert, key, passphrase }: ResolvedTransportOptions): void {
  try {
    // A context passes over an authority that it cannot read.
    for (const block of (ca ?? []).flatMap(certificatesIn)) new X509Certificate(block);
    createSecureContext({
      ...(ca !== undefined && { ca: [...ca] }),
      ...(cert !== undefined && { cert, key: key?.reveal() }),
      ...(passphrase !== undefined && { passphrase: passphrase.reveal() }),
    });
  } catch {
    // Without the cause: what OpenSSL says may quote what it read.
    throw new OptionsError(
      'ca, cert, key or passphrase cannot be used: each must be complete PEM, the key must be that of the certificate, and the passphrase its own.',
    );
  }
}

function certificatesIn(pem: string): string[] {
  return pem.split(/(?=-----BEGIN )/).filter((block) => block.startsWith('-----BEGIN '));
}
