import { serializeSignatureParams } from './serialize-signature-params.js';
import type { SignedMessage } from './signed-message.js';
import type { InnerList } from './structured-fields.js';

/**
 * Builds the text that is signed (RFC 9421 §2.5).
 *
 * @returns `undefined` where a covered component is not in the message or is of a kind that is not in use.
 */
export function signatureBase(message: SignedMessage, covered: InnerList): string | undefined {
  const lines: string[] = [];
  for (const { value: name } of covered.items) {
    if (typeof name !== 'string') return undefined;
    const value = componentValue(message, name);
    if (value === undefined) return undefined;
    lines.push(`"${name}": ${value}`);
  }
  return [...lines, `"@signature-params": ${serializeSignatureParams(covered)}`].join('\n');
}

function componentValue(message: SignedMessage, name: string): string | undefined {
  switch (name) {
    case '@method':
      return message.method;
    case '@authority':
      return message.authority;
    case '@path':
      return message.path;
    case '@query':
      return message.query;
    default:
      return /^[a-z0-9-]+$/.test(name) ? (message.headers.get(name)?.trim() ?? undefined) : undefined;
  }
}
