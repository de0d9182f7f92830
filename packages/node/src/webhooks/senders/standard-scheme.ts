import { WebhookError } from '../webhook-error.js';
import { decodeBase64 } from './decode-base64.js';
import { importStandardSecret } from './import-sender-keys.js';
import { maxSignatures, parseTime, textField } from './scheme-parts.js';
import type { SenderScheme } from './sender-scheme.js';
import { type ClaimedSignature, signatureBytes, type SignatureVersion } from './signature-key.js';

/** Describes Standard Webhooks, under the headers of their own or under those of a brand. */
export function standardScheme(brand: { readonly name: string; readonly headers: string }): SenderScheme {
  return {
    name: brand.name,
    redelivers: true,
    importKey: importStandardSecret,
    read(headers) {
      const id = headers.required(`${brand.headers}-id`);
      const time = headers.required(`${brand.headers}-timestamp`);
      const signatures = parseSignatures(headers.required(`${brand.headers}-signature`));
      // A full stop in it would leave open where the signed id ends and the signed time begins.
      if (!/^[!-\-/-~]{1,256}$/.test(id))
        throw malformed('id is not 1 to 256 visible characters without a full stop');
      const signedAt = parseTime(time);
      if (signedAt === undefined) throw malformed('timestamp is not 1 to 12 digits');
      return { signatures, signedAt, id, prefix: `${id}.${time}.` };
    },
    identify({ claim, payload }) {
      const type = textField(payload, 'type');
      return claim.id === undefined ? undefined : { id: claim.id, ...(type === undefined ? {} : { type }) };
    },
  };
}

function parseSignatures(header: string): readonly ClaimedSignature[] {
  const parts = header.split(' ');
  if (parts.length > maxSignatures) throw malformed(`signature lists more than ${maxSignatures}`);
  const signatures = parts.flatMap(parseSignature);
  if (signatures.length === 0) throw malformed('signature lists none of v1 or v1a');
  return signatures;
}

function parseSignature(part: string): readonly ClaimedSignature[] {
  const [, version, text] = /^(v[0-9]+[a-z]*),([A-Za-z0-9+/=]+)$/.exec(part) ?? [];
  if (version === undefined || text === undefined)
    throw malformed('signature is not a list of version,base64');
  if (!isVersion(version)) return []; // a newer kind beside the ones we know
  const value = decodeBase64(text);
  if (value?.byteLength === signatureBytes[version]) return [{ version, value }];
  throw malformed(`signature ${version} is not the base64 of ${signatureBytes[version]} bytes`);
}

function isVersion(text: string): text is SignatureVersion {
  return Object.hasOwn(signatureBytes, text);
}

function malformed(how: string): WebhookError {
  return new WebhookError('webhook_header_malformed', {
    what: `its ${how}`,
    hint: 'Standard Webhooks has `webhook-signature: v1,<base64>` and `webhook-timestamp: <unix seconds>`, or svix-… for both.',
  });
}
