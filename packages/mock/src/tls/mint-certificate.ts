import { createHash, randomBytes, sign, X509Certificate, type KeyObject } from 'node:crypto';
import { isIP } from 'node:net';
import { der } from './der.js';

/** What a certificate says. */
export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  readonly publicKey: KeyObject;
  readonly issuerKeys: { readonly publicKey: KeyObject; readonly privateKey: KeyObject };
  readonly purpose: 'authority' | 'server' | 'client';
  /** Names and addresses of the host that shows it. */
  readonly hosts?: readonly string[];
  /** Milliseconds since the epoch. */
  readonly validFrom: number;
  readonly validTo: number;
}

const oids = {
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  commonName: '2.5.4.3',
  subjectKeyId: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  authorityKeyId: '2.5.29.35',
  extKeyUsage: '2.5.29.37',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
} as const;

/** Makes and signs a certificate (X.509 v3, RFC 5280, ECDSA with SHA-256), as PEM. */
export function mintCertificate(facts: CertificateFacts): string {
  const algorithm = der.sequence(der.oid(oids.ecdsaWithSha256));
  const content = der.sequence(
    der.tagged(0, der.integer(Buffer.from([2])), 'constructed'), // version 3
    der.integer(randomBytes(16)),
    algorithm,
    nameOf(facts.issuer),
    der.sequence(der.utcTime(facts.validFrom), der.utcTime(facts.validTo)),
    nameOf(facts.subject),
    facts.publicKey.export({ format: 'der', type: 'spki' }),
    der.tagged(3, der.sequence(...extensionsOf(facts)), 'constructed'),
  );
  const signature = sign('sha256', content, facts.issuerKeys.privateKey);
  return new X509Certificate(der.sequence(content, algorithm, der.bitString(signature))).toString();
}

function nameOf(text: string): Buffer {
  return der.sequence(der.set(der.sequence(der.oid(oids.commonName), der.utf8(text))));
}

function extensionsOf({ purpose, publicKey, issuerKeys, hosts = [] }: CertificateFacts): Buffer[] {
  const isAuthority = purpose === 'authority';
  const usage = isAuthority ? der.bitString(Buffer.from([0x06]), 1) : der.bitString(Buffer.from([0x80]), 7);
  return [
    critical(oids.basicConstraints, isAuthority ? der.sequence(der.yes()) : der.sequence()),
    critical(oids.keyUsage, usage), // signs certificates and lists of them; or signs
    extension(oids.subjectKeyId, der.octetString(keyId(publicKey))),
    extension(oids.authorityKeyId, der.sequence(der.tagged(0, keyId(issuerKeys.publicKey), 'primitive'))),
    ...(isAuthority
      ? []
      : [
          extension(
            oids.extKeyUsage,
            der.sequence(der.oid(purpose === 'server' ? oids.serverAuth : oids.clientAuth)),
          ),
        ]),
    ...(hosts.length === 0 ? [] : [extension(oids.subjectAltName, der.sequence(...hosts.map(hostName)))]),
  ];
}

function extension(oid: string, value: Buffer): Buffer {
  return der.sequence(der.oid(oid), der.octetString(value));
}

function critical(oid: string, value: Buffer): Buffer {
  return der.sequence(der.oid(oid), der.yes(), der.octetString(value));
}

function keyId(key: KeyObject): Buffer {
  return createHash('sha256')
    .update(key.export({ format: 'der', type: 'spki' }))
    .digest()
    .subarray(0, 20);
}

function hostName(host: string): Buffer {
  if (isIP(host) === 0) return der.tagged(2, Buffer.from(host), 'primitive');
  return der.tagged(7, addressBytes(host), 'primitive');
}

function addressBytes(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number));
  const [head = '', tail = ''] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const groups = (text: string): string[] => (text === '' ? [] : text.split(':'));
  const zeros = Array.from({ length: 8 - groups(head).length - groups(tail).length }, () => '0');
  const all = [...groups(head), ...zeros, ...groups(tail)];
  return Buffer.from(all.map((group) => group.padStart(4, '0')).join(''), 'hex');
}
