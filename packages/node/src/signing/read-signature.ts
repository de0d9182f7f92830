import { requestSignature } from '@fanfare/contract';
import { decodeBase64 } from '../webhooks/senders/decode-base64.js';

/** A signature as it stands in a request. */
export interface ReadSignature {
  readonly components: readonly string[];
  /** In the order in which they were written, which is signed. */
  readonly parameters: readonly (readonly [name: string, value: string | number])[];
  readonly value: Uint8Array<ArrayBuffer>;
}

// RFC 9651, as far as Signature-Input needs it: lists of strings with parameters, side by side.
const key = '[a-z*][a-z0-9_.*-]*';
const string = String.raw`"(?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*"`;
// Without a quote, with which a string may begin behind it: a text that is both takes quadratic time.
const token = String.raw`[A-Za-z*][!#-'*+.^_\x60|~0-9A-Za-z:/-]*`;
const parameters = `(?:; *${key}(?:=(?:${string}|-?\\d{1,15}|${token}))?)*`;
const listMember = new RegExp(`(${key})=\\(( *(?:${string}${parameters} *)*)\\)(${parameters})`, 'y');
const bytesMember = new RegExp(`(${key})=:([A-Za-z0-9+/]*={0,2}):${parameters}`, 'y');
const parameter = new RegExp(`; *(${key})=(${string}|-?\\d{1,15})`, 'y');
const component = new RegExp(` *(${string})(${parameters}) *`, 'y');
const comma = /[ \t]*,[ \t]*/y;

/** Reads the signature with the label of the profile; `undefined` where one of the headers is malformed or lacks it. */
export function readSignature(input: string, signature: string): ReadSignature | undefined {
  const list = membersOf(input, listMember)?.get(requestSignature.label);
  const bytes = membersOf(signature, bytesMember)?.get(requestSignature.label);
  if (list === undefined || bytes === undefined) return undefined;
  const [, , names = '', written = ''] = list;
  const components = matchesOf(names, component)?.map(([, name = '', more = '']) =>
    more === '' ? unquote(name) : '',
  );
  const read = matchesOf(written, parameter)?.map(
    ([, name = '', value = '']) => [name, value.startsWith('"') ? unquote(value) : Number(value)] as const,
  );
  const value = decodeBase64(bytes[2] ?? '');
  // A component with parameters of its own is none of the profile's.
  if (components === undefined || components.includes('') || new Set(components).size < components.length)
    return undefined;
  if (read === undefined || value === undefined || new Set(read.map(([name]) => name)).size < read.length)
    return undefined;
  return { components, parameters: read, value };
}

type Member = RegExpExecArray;

function membersOf(header: string, member: RegExp): ReadonlyMap<string, Member> | undefined {
  const members = new Map<string, Member>();
  const text = header.trim();
  for (let at = 0; ;) {
    const found = matchAt(member, { text, at });
    if (found === null || members.has(found[1] ?? '')) return undefined;
    members.set(found[1] ?? '', found);
    at += found[0].length;
    if (at === text.length) return members;
    const separator = matchAt(comma, { text, at });
    if (separator === null) return undefined;
    at += separator[0].length;
  }
}

function matchesOf(text: string, part: RegExp): readonly Member[] | undefined {
  const matches: Member[] = [];
  for (let at = 0; at < text.length;) {
    const found = matchAt(part, { text, at });
    if (found === null || found[0] === '') return undefined;
    matches.push(found);
    at += found[0].length;
  }
  return matches;
}

function matchAt(
  pattern: RegExp,
  { text, at }: { readonly text: string; readonly at: number },
): Member | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function unquote(text: string): string {
  return text.slice(1, -1).replace(/\\(.)/g, '$1');
}
