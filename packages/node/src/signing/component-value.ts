import type { SignedMessage } from './signature-base.js';

/** The values of derived components (RFC 9421 §2.2). */
const derived: Readonly<Record<string, (message: SignedMessage) => string>> = {
  '@method': ({ method }) => method,
  // `host` of a URL is in lower case and without a default port, as §2.2.3 wants it.
  '@authority': ({ url }) => url.host,
  '@path': ({ url }) => url.pathname,
  // `search` of a URL is empty for an absent and for an empty query alike; both are `?` (§2.2.7).
  '@query': ({ url }) => url.search || '?',
};

/**
 * Returns the value of a component: a derived one, or a field as §2.1 canonicalises it.
 *
 * @throws TypeError where the message has no such component, or where its value could forge another line.
 */
export function componentValue(message: SignedMessage, name: string): string {
  const value = derived[name]?.(message) ?? fieldValue(message.headers[name]);
  if (value === undefined) throw new TypeError(`The request has no component "${name}" to sign.`);
  // Obsolete line folding was replaced above; any other control character or byte above ASCII is refused.
  if (!/^[\x20-\x7e]*$/.test(value))
    throw new TypeError(`Component "${name}" has a character outside ASCII.`);
  return value;
}

function fieldValue(value: string | undefined): string | undefined {
  if (value === undefined || !value.includes('\n')) return value?.trim();
  return value.replace(/\s*\r\n[ \t]+/g, ' ').trim();
}
