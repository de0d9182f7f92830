import { concat } from '../bytes/concat.js';
import type { HmacKey } from '../runtime/hmac-key.js';
import { fromLatin1, toLatin1 } from '../bytes/latin1.js';
import { findKey, type SignedContent } from './mac.js';
import type { MismatchCause } from './mismatch-cause.js';

/** A delivery whose signature does not fit. */
export interface Mismatched extends SignedContent {
  readonly macs: readonly Uint8Array[];
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What `Content-Length` says; NaN where it says nothing. */
  readonly declaredBytes: number;
}

/** What the doctor found. */
export interface Diagnosis {
  readonly mismatchCause: MismatchCause;
  readonly hint: string;
}

type Undo = (bytes: Uint8Array<ArrayBuffer>) => readonly Uint8Array[];

const byteOrderMark = Uint8Array.of(0xef, 0xbb, 0xbf);

/** What might have happened to the bytes on the way, each with its undoing: candidates for what was signed. */
const suspects: readonly (readonly [MismatchCause, Undo])[] = [
  ['trailing_newline', (bytes) => ['\n', '\r\n'].flatMap((end) => withOrWithoutEnd(bytes, end))],
  ['line_endings', (bytes) => [swap(bytes, /\r\n/g, '\n'), swap(bytes, /(?<!\r)\n/g, '\r\n')]],
  [
    'byte_order_mark',
    (bytes) => [
      concat([byteOrderMark, bytes], bytes.byteLength + byteOrderMark.byteLength),
      bytes.subarray(3),
    ],
  ],
  ['charset', (bytes) => [fromLatin1(toText(bytes))]],
  ['base64', (bytes) => decoded(toLatin1(bytes))],
  ['reserialized_json', (bytes) => spellings(bytes).map((text) => new TextEncoder().encode(text))],
];

const hints: Readonly<Record<MismatchCause, string>> = {
  trailing_newline: 'The signature fits when a line break at the end of the body is added or removed.',
  line_endings: 'The signature fits with other line endings: something turned LF into CRLF or back.',
  byte_order_mark: 'The signature fits when a byte order mark is added or removed.',
  charset:
    'The signature fits when the body is read as Latin-1: something decoded the bytes with a wrong charset.',
  base64: 'The signature fits the decoded body: undo the base64 that the platform of your function applied.',
  reserialized_json:
    'The JSON was parsed and written again, by a body parser or JSON.stringify. Pass the bytes as they arrived.',
  retired_secret: 'A retired secret made the signature: the endpoint still signs with the old secret.',
  unknown: 'No usual change to the body explains it: most likely the secret belongs to another endpoint.',
};

/** Names the likeliest cause of a mismatch. It explains a refusal that has been decided; it accepts nothing. */
export async function diagnoseMismatch(
  delivery: Mismatched,
  known: { readonly keys: readonly HmacKey[]; readonly retiredKeys: readonly HmacKey[] },
): Promise<Diagnosis> {
  const mismatchCause = await findCause(delivery, known);
  return { mismatchCause, hint: hints[mismatchCause] };
}

async function findCause(
  delivery: Mismatched,
  { keys, retiredKeys }: { keys: readonly HmacKey[]; retiredKeys: readonly HmacKey[] },
): Promise<MismatchCause> {
  if ((await findKey({ ...delivery, keys: retiredKeys })) >= 0) return 'retired_secret';
  for (const [cause, undo] of suspects) {
    for (const bytes of undo(delivery.bytes)) {
      if ((await findKey({ ...delivery, bytes, keys })) >= 0) return cause;
    }
  }
  // What a parser lost (1.0, big integers) cannot be guessed, but the length of the original gives it away.
  const changed = delivery.declaredBytes >= 0 && delivery.declaredBytes !== delivery.bytes.byteLength;
  return changed && isJson(delivery.bytes) ? 'reserialized_json' : 'unknown';
}

function withOrWithoutEnd(bytes: Uint8Array, end: string): Uint8Array[] {
  return [concat([bytes, fromLatin1(end)], bytes.byteLength + end.length), bytes.subarray(0, -end.length)];
}

/** Latin-1 maps every byte to one character and back. */
function swap(bytes: Uint8Array, pattern: RegExp, replacement: string): Uint8Array {
  return fromLatin1(toLatin1(bytes).replace(pattern, replacement));
}

/** Reads base64 of either alphabet. */
function decoded(text: string): Uint8Array[] {
  try {
    return [fromLatin1(atob(text.replaceAll('-', '+').replaceAll('_', '/')))];
  } catch {
    return []; // it is none
  }
}

/** Writes the JSON in the ways in which senders write it. */
function spellings(bytes: Uint8Array): string[] {
  if (!isJson(bytes)) return [];
  const value: unknown = JSON.parse(toText(bytes));
  const texts = [JSON.stringify(value), ...[2, 4, '\t'].map((indent) => JSON.stringify(value, null, indent))];
  const escaped = texts.map((text) => text.replace(/[<>&]|[^\u0000-\u007f]/g, escapeUnit));
  return [...texts, ...escaped, ...texts.map((text) => text.replaceAll('/', '\\/'))];
}

function escapeUnit(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Reads UTF-8 with all that is in it, a byte order mark too. */
function toText(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

function isJson(bytes: Uint8Array): boolean {
  try {
    return typeof JSON.parse(toText(bytes)) === 'object';
  } catch {
    return false;
  }
}
