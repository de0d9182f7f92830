import type { KeyObject } from 'node:crypto';
import { findKey, type SignedContent } from './mac.js';
import type { MismatchCause } from './mismatch-cause.js';

/** A delivery whose signature does not fit. */
export interface Mismatched extends SignedContent {
  readonly macs: readonly Buffer[];
  readonly bytes: Buffer;
  /** What `Content-Length` says; NaN where it says nothing. */
  readonly declaredBytes: number;
}

/** What the doctor found. */
export interface Diagnosis {
  readonly mismatchCause: MismatchCause;
  readonly hint: string;
}

type Undo = (bytes: Buffer) => readonly Uint8Array[];

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/** What might have happened to the bytes on the way, each with its undoing: candidates for what was signed. */
const suspects: readonly (readonly [MismatchCause, Undo])[] = [
  ['trailing_newline', (bytes) => ['\n', '\r\n'].flatMap((end) => withOrWithoutEnd(bytes, Buffer.from(end)))],
  ['line_endings', (bytes) => [swap(bytes, /\r\n/g, '\n'), swap(bytes, /(?<!\r)\n/g, '\r\n')]],
  ['byte_order_mark', (bytes) => [Buffer.concat([byteOrderMark, bytes]), bytes.subarray(3)]],
  ['charset', (bytes) => [Buffer.from(bytes.toString('utf8'), 'latin1')]],
  ['base64', (bytes) => [Buffer.from(bytes.toString('latin1'), 'base64')]],
  ['reserialized_json', (bytes) => spellings(bytes).map((text) => Buffer.from(text))],
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
export function diagnoseMismatch(
  delivery: Mismatched,
  known: { readonly keys: readonly KeyObject[]; readonly retiredKeys: readonly KeyObject[] },
): Diagnosis {
  const mismatchCause = findCause(delivery, known);
  return { mismatchCause, hint: hints[mismatchCause] };
}

function findCause(
  delivery: Mismatched,
  { keys, retiredKeys }: { keys: readonly KeyObject[]; retiredKeys: readonly KeyObject[] },
): MismatchCause {
  if (findKey({ ...delivery, keys: retiredKeys }) >= 0) return 'retired_secret';
  const fits = (bytes: Uint8Array): boolean => findKey({ ...delivery, bytes, keys }) >= 0;
  const found = suspects.find(([, undo]) => undo(delivery.bytes).some(fits));
  if (found !== undefined) return found[0];
  // What a parser lost (1.0, big integers) cannot be guessed, but the length of the original gives it away.
  const changed = delivery.declaredBytes >= 0 && delivery.declaredBytes !== delivery.bytes.byteLength;
  return changed && isJson(delivery.bytes) ? 'reserialized_json' : 'unknown';
}

function withOrWithoutEnd(bytes: Buffer, end: Buffer): Uint8Array[] {
  return [Buffer.concat([bytes, end]), bytes.subarray(0, -end.byteLength)];
}

/** Latin-1 maps every byte to one character and back. */
function swap(bytes: Buffer, pattern: RegExp, replacement: string): Buffer {
  return Buffer.from(bytes.toString('latin1').replace(pattern, replacement), 'latin1');
}

/** Writes the JSON in the ways in which senders write it. */
function spellings(bytes: Buffer): string[] {
  if (!isJson(bytes)) return [];
  const value: unknown = JSON.parse(bytes.toString('utf8'));
  const texts = [JSON.stringify(value), ...[2, 4, '\t'].map((indent) => JSON.stringify(value, null, indent))];
  const escaped = texts.map((text) => text.replace(/[<>&]|[^\u0000-\u007f]/g, escapeUnit));
  return [...texts, ...escaped, ...texts.map((text) => text.replaceAll('/', '\\/'))];
}

function escapeUnit(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function isJson(bytes: Buffer): boolean {
  try {
    return typeof JSON.parse(bytes.toString('utf8')) === 'object';
  } catch {
    return false;
  }
}
