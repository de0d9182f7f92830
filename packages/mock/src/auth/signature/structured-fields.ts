/** A value without parameters (RFC 8941 §3.3). */
export type BareItem = string | number | boolean | Uint8Array | Token;

/** A token (RFC 8941 §3.3.4), kept apart from a string. */
export interface Token {
  readonly token: string;
}

/** Parameters in the order in which they stand (RFC 8941 §3.1.2). */
export type Parameters = ReadonlyMap<string, BareItem>;

/** A value with its parameters. */
export interface Item {
  readonly value: BareItem;
  readonly parameters: Parameters;
}

/** A list in parentheses (RFC 8941 §3.1.1). */
export interface InnerList {
  readonly items: readonly Item[];
  readonly parameters: Parameters;
}

/** The members of a dictionary (RFC 8941 §3.2). */
export type Dictionary = ReadonlyMap<string, Item | InnerList>;

interface Cursor {
  readonly text: string;
  at: number;
}

/**
 * Parses a dictionary more strictly than RFC 8941 §4.2.2 asks: a key that stands twice is an error, because
 * two readers that disagree about which one counts are an attack.
 *
 * @returns `undefined` where the text is not a dictionary.
 */
export function parseDictionary(text: string): Dictionary | undefined {
  const cursor: Cursor = { text: text.replace(/^ +| +$/g, ''), at: 0 };
  try {
    return dictionary(cursor);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function dictionary(cursor: Cursor): Dictionary {
  const members = new Map<string, Item | InnerList>();
  while (cursor.at < cursor.text.length) {
    const key = take(cursor, /[a-z*][a-z0-9_.*-]*/y);
    if (members.has(key)) throw new SyntaxError('a key stands twice');
    members.set(key, member(cursor));
    take(cursor, /[ \t]*/y);
    if (cursor.at === cursor.text.length) return members;
    take(cursor, /,[ \t]*/y);
    if (cursor.at === cursor.text.length) throw new SyntaxError('a comma at the end');
  }
  return members;
}

function member(cursor: Cursor): Item | InnerList {
  if (cursor.text[cursor.at] !== '=') return { value: true, parameters: parameters(cursor) };
  cursor.at += 1;
  return cursor.text[cursor.at] === '(' ? innerList(cursor) : item(cursor);
}

function innerList(cursor: Cursor): InnerList {
  take(cursor, /\( */y);
  const items: Item[] = [];
  while (cursor.text[cursor.at] !== ')') {
    items.push(item(cursor));
    if (cursor.text[cursor.at] !== ')') take(cursor, / +/y);
  }
  cursor.at += 1;
  return { items, parameters: parameters(cursor) };
}

function item(cursor: Cursor): Item {
  return { value: bareItem(cursor), parameters: parameters(cursor) };
}

function parameters(cursor: Cursor): Parameters {
  const found = new Map<string, BareItem>();
  while (cursor.text[cursor.at] === ';') {
    take(cursor, /; */y);
    const key = take(cursor, /[a-z*][a-z0-9_.*-]*/y);
    if (found.has(key)) throw new SyntaxError('a parameter stands twice');
    if (cursor.text[cursor.at] !== '=') {
      found.set(key, true);
      continue;
    }
    cursor.at += 1;
    found.set(key, bareItem(cursor));
  }
  return found;
}

function bareItem(cursor: Cursor): BareItem {
  const first = cursor.text[cursor.at] ?? '';
  if (first === '"') return string(cursor);
  if (first === ':') return bytes(cursor);
  if (first === '?') return take(cursor, /\?[01]/y) === '?1';
  if (/[-0-9]/.test(first)) return integer(cursor);
  return { token: take(cursor, /[A-Za-z*][!#$%&'*+.^_`|~0-9A-Za-z:/-]*/y) };
}

function string(cursor: Cursor): string {
  const quoted = take(cursor, /"(?:[ !#-[\]-~]|\\["\\])*"/y);
  return quoted.slice(1, -1).replace(/\\(["\\])/g, '$1');
}

function bytes(cursor: Cursor): Uint8Array {
  const encoded = take(cursor, /:[A-Za-z0-9+/]*={0,2}:/y).slice(1, -1);
  const decoded = Buffer.from(encoded, 'base64');
  if (decoded.toString('base64') !== encoded) throw new SyntaxError('base64 in another spelling');
  return decoded;
}

function integer(cursor: Cursor): number {
  const digits = take(cursor, /-?[0-9]{1,15}/y);
  if (/[.0-9]/.test(cursor.text[cursor.at] ?? '')) throw new SyntaxError('not an integer');
  return Number(digits);
}

function take(cursor: Cursor, pattern: RegExp): string {
  pattern.lastIndex = cursor.at;
  const [found] = pattern.exec(cursor.text) ?? [];
  if (found === undefined) throw new SyntaxError('unexpected character');
  cursor.at += found.length;
  return found;
}
