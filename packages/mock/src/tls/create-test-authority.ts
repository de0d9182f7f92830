import { generateKeyPairSync } from 'node:crypto';
import { mintCertificate, type CertificateFacts } from './mint-certificate.js';

/** A certificate and its private key, both as PEM. */
export interface CertifiedKey {
  readonly cert: string;
  readonly key: string;
}

/** Issues certificates that only those trust who were given its own. */
export interface TestAuthority {
  /** Its own certificate, as PEM. */
  readonly ca: string;
  /** Certifies a server that is reached by these names and addresses. */
  certifyServer(hosts: readonly string[]): CertifiedKey;
  /** Certifies a client by a name. */
  certifyClient(name: string): CertifiedKey;
}

const dayMs = 24 * 60 * 60 * 1000;
const authorityName = 'Fanfare mock test authority';

/** Makes an authority that lives as long as this process; its private key never leaves the memory. */
export function createTestAuthority(): TestAuthority {
  const issuerKeys = newKeys();
  // Real time: whoever checks a certificate knows nothing of the clock of the platform.
  const span = { validFrom: Date.now() - dayMs, validTo: Date.now() + 90 * dayMs };
  const mint = (facts: Pick<CertificateFacts, 'subject' | 'publicKey' | 'purpose' | 'hosts'>): string =>
    mintCertificate({ ...facts, ...span, issuer: authorityName, issuerKeys });
  const certify = (facts: Pick<CertificateFacts, 'subject' | 'purpose' | 'hosts'>): CertifiedKey => {
    const { publicKey, privateKey } = newKeys();
    const key = privateKey.export({ format: 'pem', type: 'pkcs8' }) as string; // PEM is text
    return { cert: mint({ ...facts, publicKey }), key };
  };
  return {
    ca: mint({ subject: authorityName, publicKey: issuerKeys.publicKey, purpose: 'authority' }),
    certifyServer: (hosts) => certify({ subject: 'Fanfare mock', purpose: 'server', hosts }),
    certifyClient: (name) => certify({ subject: checkName(name), purpose: 'client' }),
  };
}

/** As long as RFC 5280 (appendix A.1) lets a common name be; and nothing that hides a part of it from who reads it. */
function checkName(name: unknown): string {
  if (typeof name === 'string' && /^\P{C}{1,64}$/u.test(name)) return name;
  throw new TypeError('issueClientCertificate takes a name of 1 to 64 printable characters.');
}

function newKeys(): CertificateFacts['issuerKeys'] {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}
