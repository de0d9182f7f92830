import { createPrivateKey } from 'node:crypto';
import vectors from '@fanfare/contract/vectors/encrypted-fields.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { openFields } from '../src/encryption/open-fields.js';

const key = createPrivateKey(vectors.privateKeyPem);
const find = (kid: string) => (kid === vectors.publicJwk.kid ? key : undefined);

/** Puts a value into a body, at a path such as `members.0.email`. */
function bodyWith(path: string, value: unknown): unknown {
  const [name = '', ...rest] = path.split('.');
  const inner = rest.length === 0 ? value : bodyWith(rest.join('.'), value);
  return name === '0' ? [inner] : { [name]: inner, other: 'stays' };
}

describe('E7: an encrypted field', () => {
  it.each(vectors.opened)('is opened where it stands: $name', ({ field, jwe, json }) => {
    expect(openFields(bodyWith(field, jwe), find)).toEqual(bodyWith(field, JSON.parse(json)));
  });

  it.each(vectors.refused)('is refused: $name', ({ field, jwe, code }) => {
    expect(() => openFields(bodyWith(field, jwe), find)).toThrow(expect.objectContaining({ code }) as Error);
  });

  it('is told from every other token and text', () => {
    const header = Buffer.from('{"alg":"RSA-OAEP-256","typ":"JWT"}').toString('base64url');
    const body = { a: `${header}.a.b.c.d`, b: 'eyJ.a.b.c.d', c: `${header}.a.b`, d: ['x', null, 7, true] };

    expect(openFields(body, find)).toEqual(body);
  });
});
