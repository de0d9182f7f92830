import { keyProof, type Mode, type OrganizationId } from '@fanfare/contract';
import { checkOptions } from '@fanfare/core/base';
import { toBase64Url } from '../bytes/base64url.js';
import { checkChoice, checkType, checkWhole } from '../check-option.js';
import { nodeCryptoFor } from '../runtime/node-crypto.js';
import { importEd25519Key } from './import-ed25519-key.js';
import type { Ed25519SigningKey } from './ed25519-source.js';

/** Which key is to be registered, and for whom. */
export interface ProveKeyOptions extends Pick<Ed25519SigningKey, 'privateKey'> {
  /** The organization that registers it, as `admin.organizations.sdkConfig` names it. */
  readonly organizationId: OrganizationId;
  /** The mode of the key that registers it. */
  readonly mode: Mode;
  /**
   * When it is made, in seconds since the epoch.
   * @default now
   */
  readonly timestamp?: number;
}

/**
 * Proves that one holds the private part of a key that is about to be registered (`admin.publicKeys.register`). The
 * proof is good for five minutes, and for one organization and mode; it is made where the private key is.
 *
 * @throws OptionsError `invalid_options`, with no part of the key; also where the runtime has no `node:crypto`.
 */
export function proveKey(options: ProveKeyOptions): string {
  checkOptions(options, ['privateKey', 'organizationId', 'mode', 'timestamp'], 'proveKey');
  const { privateKey, organizationId, mode, timestamp } = options;
  checkType({ organizationId: organizationId ?? null, mode: mode ?? null }, 'string');
  checkChoice({ mode }, ['test', 'live']);
  checkWhole({ timestamp }, { min: 0 });
  const key = importEd25519Key(nodeCryptoFor('proveKey'), { given: privateKey, name: 'privateKey' });
  const iat = timestamp ?? Math.floor(Date.now() / 1000);
  const { algorithm: alg, type: typ } = keyProof;
  const signed = [
    { alg, typ },
    { organizationId, mode, iat },
  ]
    .map(encode)
    .join('.');
  return `${signed}.${toBase64Url(key.sign(signed))}`;
}

function encode(part: object): string {
  return toBase64Url(new TextEncoder().encode(JSON.stringify(part)));
}
