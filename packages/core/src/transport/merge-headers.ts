import { notSent } from './not-sent.js';

type HeaderSet = Readonly<Record<string, string>>;

const nameForm = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;
const valueForm = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * Merges headers, later ones over earlier ones, under lower-case names.
 *
 * @throws RequestError `invalid_request`, where a name or a value would not survive as one header.
 *   `fetch` refuses it too, and quotes the value, which may be a token.
 */
export function mergeHeaders(operation: string, sets: readonly HeaderSet[]): Record<string, string> {
  const merged: Record<string, string> = {};
  for (const set of sets) {
    for (const name of Object.keys(set)) {
      if (!nameForm.test(name)) {
        throw notSent(operation, 'has a header with characters that no name may have');
      }
      const value: unknown = set[name];
      if (typeof value !== 'string' || !valueForm.test(value)) {
        throw notSent(operation, `has a value for "${name}" that no header may have, such as a line break`);
      }
      merged[name.toLowerCase()] = value;
    }
  }
  return merged;
}
