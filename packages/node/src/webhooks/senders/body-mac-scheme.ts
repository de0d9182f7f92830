import { checkChoice } from '../../check-option.js';
import { toHex } from '../../bytes/hex.js';
import { WebhookError } from '../webhook-error.js';
import { decodeBase64 } from './decode-base64.js';
import { importTextSecret } from './import-sender-keys.js';
import type { EventNames, SenderScheme } from './sender-scheme.js';
import { signatureBytes } from './signature-key.js';

/** What may be adjusted where only the body is signed. */
export interface BodyMacOptions {
  /**
   * What names an event. `header`: the id that the sender gives it, which is not signed, so that whoever got hold of a
   * delivery can have its effect again under another id. `body`: the hash of the signed bytes, which nobody can change;
   * two events with the same bytes then count as one for as long as the inbox remembers.
   * @default 'header'
   */
  readonly eventId?: 'header' | 'body';
}

/** A sender that signs only the body. */
export interface BodyMacSender {
  readonly name: string;
  readonly redelivers: boolean;
  /** The names of its headers, in lower case. */
  readonly headers: { readonly signature: string; readonly id: string; readonly topic: string };
}

/** Describes a MAC over the body alone, in base64: it covers no time, no id and no topic. */
export function bodyMacScheme(
  { name, redelivers, headers: names }: BodyMacSender,
  { eventId = 'header' }: BodyMacOptions,
): SenderScheme {
  checkChoice({ eventId }, ['header', 'body']);
  return {
    name,
    redelivers,
    importKey: importTextSecret,
    read(headers) {
      const value = decodeBase64(headers.required(names.signature));
      if (value?.byteLength !== signatureBytes.v1) throw malformed(names.signature, 'the base64 of 32 bytes');
      const id = eventId === 'header' ? visible(names.id, headers.required(names.id)) : undefined;
      const type = visible(names.topic, headers.optional(names.topic));
      const signatures = [{ version: 'v1' as const, value }];
      return {
        signatures,
        prefix: '',
        ...(id === undefined ? {} : { id }),
        ...(type === undefined ? {} : { type }),
      };
    },
    async identify({ claim: { id, type }, bytes }): Promise<EventNames> {
      const named = type === undefined ? {} : { type };
      // Shopify has one id over several topics; but a topic is not signed, and must not make another event of the same bytes.
      return id === undefined ? { id: await hashOf(bytes), ...named } : { id, within: type ?? '', ...named };
    },
  };
}

async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return `sha256:${toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))}`;
}

/** Also refuses what was joined of two headers. */
function visible(name: string, value: string): string;
function visible(name: string, value: string | undefined): string | undefined;
function visible(name: string, value: string | undefined): string | undefined {
  if (value === undefined || /^[!-+\--~]{1,256}$/.test(value)) return value;
  throw malformed(name, '1 to 256 visible characters without a comma');
}

function malformed(name: string, form: string): WebhookError {
  return new WebhookError('webhook_header_malformed', {
    what: `its header ${name} is not ${form}`,
    hint: 'Pass the headers of the request as they arrived, and check that the address is entered at this sender.',
  });
}
