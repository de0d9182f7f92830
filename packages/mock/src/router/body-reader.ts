import { limits } from '@fanfare/contract';
import { jsonDepth } from './json-depth.js';

/** What the body of a request is: a value, or why there is none. */
export type ParsedBody =
  | { readonly value: unknown }
  | {
      /** What it should have been. */
      readonly expected: string;
      readonly received: string;
    };

/** A body as it arrived. */
export interface RawBody {
  readonly contentType: string | null;
  readonly bytes: Uint8Array;
}

/**
 * Makes what reads a body as JSON, once and for all who ask, so that they all see the same; `open` decrypts what in it
 * is encrypted.
 */
export function bodyReader(
  body: RawBody,
  open: (value: unknown) => unknown = (value) => value,
): () => ParsedBody {
  let parsed: ParsedBody | undefined;
  let isOpen = false;
  return () => {
    parsed ??= parse(body);
    if (!isOpen && 'value' in parsed) parsed = { value: open(parsed.value) };
    isOpen = true;
    return parsed;
  };
}

function parse({ contentType, bytes }: RawBody): ParsedBody {
  const expected = 'application/json';
  if (!/^application\/json\s*(;|$)/i.test(contentType ?? ''))
    return { expected, received: contentType ?? 'nothing' };
  const text = textOf(bytes);
  // Before it is parsed: what walks through it afterwards goes as deep as it is.
  if (jsonDepth(text) > limits.jsonDepth)
    return { expected: `JSON of at most ${String(limits.jsonDepth)} levels`, received: 'more levels' };
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return { expected: 'JSON in UTF-8', received: 'something else' };
  }
}

/** Reads UTF-8; nothing, which is no JSON either, where it is something else. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return '';
  }
}
