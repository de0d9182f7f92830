import type { SecureVersion } from 'node:tls';

const versions: readonly SecureVersion[] = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];

/** How a mock server encrypts. */
export interface MockTlsOptions {
  /** The oldest version that it speaks. @default 'TLSv1.2' */
  readonly minVersion?: SecureVersion;
  /** The newest version that it speaks; below `'TLSv1.2'` it plays a server that nobody should talk to. @default 'TLSv1.3' */
  readonly maxVersion?: SecureVersion;
  /** The port without encryption that sends everybody to the encrypted one. @default 0, any free port */
  readonly httpPort?: number;
  /** Ends the handshake with whoever shows no certificate of the mock's own authority. @default false */
  readonly clientCertificates?: boolean;
}

/** The options with every default filled in. */
export interface ResolvedTlsOptions extends Required<MockTlsOptions> {
  /** Set only where the versions need what OpenSSL no longer allows by itself. */
  readonly ciphers: string | undefined;
}

const known: readonly (keyof MockTlsOptions)[] = [
  'minVersion',
  'maxVersion',
  'httpPort',
  'clientCertificates',
];

/**
 * Checks how a server is to encrypt and fills in the defaults.
 *
 * @throws {TypeError} naming what is wrong.
 */
export function resolveTlsOptions(given: MockTlsOptions | true): ResolvedTlsOptions {
  const options = given === true ? {} : given;
  if (typeof options !== 'object' || options === null)
    throw new TypeError('"tls" must be true or an object.');
  const unknown = Object.keys(options).find((name) => !known.includes(name as keyof MockTlsOptions));
  if (unknown !== undefined) {
    throw new TypeError(`"${unknown}" is not an option of "tls"; the options are ${known.join(', ')}.`);
  }
  const { maxVersion = 'TLSv1.3', httpPort = 0, clientCertificates = false } = options;
  const rankOfMax = rank('maxVersion', maxVersion);
  const minVersion = options.minVersion ?? (rankOfMax < versions.indexOf('TLSv1.2') ? maxVersion : 'TLSv1.2');
  const rankOfMin = rank('minVersion', minVersion);
  if (rankOfMin > rankOfMax) {
    throw new TypeError(`"tls.minVersion" (${minVersion}) is above "tls.maxVersion" (${maxVersion}).`);
  }
  const isOld = rankOfMin < versions.indexOf('TLSv1.2');
  const ciphers = isOld ? 'DEFAULT:@SECLEVEL=0' : undefined;
  return { minVersion, maxVersion, httpPort, clientCertificates, ciphers };
}

function rank(option: string, version: SecureVersion): number {
  const found = versions.indexOf(version);
  if (found !== -1) return found;
  throw new TypeError(
    `"tls.${option}" must be one of ${versions.join(', ')}; got ${JSON.stringify(version)}.`,
  );
}
