import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

// Read as text: as a module, its type would be as large as the file.
const document: unknown = JSON.parse(readFileSync(new URL('../openapi.json', import.meta.url), 'utf8'));

const PASSWORD = /pass(wd|word|phrase|code)|\bpwd\b|^pin$/i;

/** The names of all fields in the document, wherever a schema has `properties`, and of all its parameters. */
function fieldsOf(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const { properties, name, in: place } = node as Record<string, unknown>;
  const own = typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
  const parameter = typeof name === 'string' && typeof place === 'string' ? [name] : [];
  return [...own, ...parameter, ...Object.values(node).flatMap(fieldsOf)];
}

it('C7: no operation takes a password, or answers with one', () => {
  const fields = fieldsOf(document);

  expect(fields).toEqual(expect.arrayContaining(['email', 'code', 'refreshToken', 'limit']));
  expect(fields.filter((field) => PASSWORD.test(field))).toEqual([]);
});

it.each(['password', 'newPassword', 'passcode', 'PIN', 'passwd'])(
  'C7: a field %s would be found',
  (field) => {
    const fields = fieldsOf({
      allOf: [{ properties: { inner: { items: { properties: { [field]: {} } } } } }],
    });

    expect(fields.filter((found) => PASSWORD.test(found))).toEqual([field]);
  },
);
