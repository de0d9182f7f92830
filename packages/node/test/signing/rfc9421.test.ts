import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { componentValue } from '../../src/signing/component-value.js';
import {
  signatureBase,
  type SignatureParameters,
  type SignedMessage,
} from '../../src/signing/signature-base.js';
import { publishedVectors } from '../support/published-vectors.js';

interface Message {
  readonly method?: string;
  readonly target?: string;
  readonly host?: string;
  readonly scheme?: string;
  readonly fields: readonly (readonly [string, string])[];
}
interface AppendixB {
  readonly messages: Readonly<Record<string, Message>>;
  readonly keys: Readonly<Record<string, { readonly base64?: string }>>;
  readonly cases: readonly {
    readonly name: string;
    readonly kind: string;
    readonly message: string;
    readonly label: string;
    readonly keyid: string;
    readonly alg: string;
    readonly signatureInput: string;
    readonly signature: string;
    readonly signatureBase: string;
  }[];
}
interface Components {
  readonly lines: readonly { readonly msg: Message; readonly expect: Readonly<Record<string, string>> }[];
}

const appendixB = publishedVectors('rfc9421/appendix-b.json') as AppendixB | undefined;
const components = publishedVectors('rfc9421/components.json') as Components | undefined;

/** A message of the vectors as `fetch` would hand it over: field lines joined (RFC 9110 §5.3). */
function messageOf({ method = 'GET', target = '/', host, scheme = 'https', fields }: Message): SignedMessage {
  const headers: Record<string, string> = {};
  for (const [name, value] of fields) {
    const lower = name.toLowerCase();
    headers[lower] = lower in headers ? `${headers[lower]}, ${value.trim()}` : value;
  }
  return { method, url: new URL(`${scheme}://${host ?? headers['host'] ?? ''}${target}`), headers };
}

/** Only lists of plain component names: what our builder writes. */
function readInput(input: string): { components: string[]; parameters: SignatureParameters } | undefined {
  const [, list = '', rest = ''] = /^[^=]+=\(([^)]*)\)(.*)$/.exec(input) ?? [];
  if (list.split(' ').some((item) => item.includes(';'))) return undefined;
  return {
    components: list === '' ? [] : list.split(' ').map((item) => item.slice(1, -1)),
    parameters: [...rest.matchAll(/;([a-z]+)=(?:"([^"]*)"|(\d+))/g)].map(
      ([, name = '', string, number]) => [name, string ?? Number(number)] as const,
    ),
  };
}

describe.skipIf(appendixB === undefined)('E12: RFC 9421 Appendix B', () => {
  const cases = (appendixB?.cases ?? []).flatMap((entry) => {
    const input = entry.kind === 'request' ? readInput(entry.signatureInput) : undefined;
    const message = appendixB?.messages[entry.message];
    return input === undefined || message === undefined ? [] : [{ ...entry, input, message }];
  });

  it('has request cases that the builder can express, B.2.5 among them', () => {
    expect(cases.length).toBeGreaterThanOrEqual(3);
    expect(cases.some(({ name }) => name.startsWith('B.2.5'))).toBe(true);
  });

  it.each(cases)(
    'builds the base of $name',
    ({ input, message, signatureInput, signatureBase: expected, label }) => {
      const { base, parameters } = signatureBase(messageOf(message), input);

      expect(base).toBe(expected);
      expect(`${label}=${parameters}`).toBe(signatureInput);
    },
  );

  it('makes the signature of B.2.5', () => {
    const found = cases.find(({ alg }) => alg === 'hmac-sha256');
    const key = Buffer.from(appendixB?.keys[found?.keyid ?? '']?.base64 ?? '', 'base64');
    if (found === undefined) throw new Error('B.2.5 is missing.');

    const { base } = signatureBase(messageOf(found.message), found.input);

    const mac = createHmac('sha256', key).update(base).digest('base64');
    expect(`${found.label}=:${mac}:`).toBe(found.signature);
  });
});

describe.skipIf(components === undefined)('E12: RFC 9421 §2, values of components', () => {
  const ours = new Set(['@method', '@authority', '@path', '@query']);
  const values = (components?.lines ?? []).flatMap(({ msg, expect: expected }) =>
    Object.entries(expected)
      .map(([identifier, value]) => ({ msg, name: identifier.slice(1, -1), identifier, value }))
      .filter(
        ({ identifier, name }) => !identifier.includes(';') && (ours.has(name) || !name.startsWith('@')),
      ),
  );

  it.each(values)('$identifier is $value', ({ msg, name, value }) => {
    expect(componentValue(messageOf(msg), name)).toBe(value);
  });
});

describe('E12: what cannot be signed', () => {
  const message: SignedMessage = {
    method: 'GET',
    url: new URL('https://a.example/'),
    headers: { x: 'a\nb', y: 'ü' },
  };

  it.each([
    ['an absent field', ['z']],
    ['an unknown derived component', ['@target-uri']],
    ['a field with a line break', ['x']],
    ['a field outside ASCII', ['y']],
    ['a component listed twice', ['@method', '@method']],
  ])('%s', (_, list) => {
    expect(() => signatureBase(message, { components: list, parameters: [] })).toThrow(TypeError);
  });

  it('escapes quotes and backslashes of a parameter (RFC 9651 §4.1.6)', () => {
    const { parameters } = signatureBase(message, { components: [], parameters: [['keyid', 'a"b\\c']] });

    expect(parameters).toBe('();keyid="a\\"b\\\\c"');
  });

  it.each([1.5, 1e15, Number.NaN])('refuses a parameter that is no integer: %s', (value) => {
    expect(() => signatureBase(message, { components: [], parameters: [['created', value]] })).toThrow(
      TypeError,
    );
  });
});
