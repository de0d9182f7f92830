import addFormats from 'ajv-formats';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closedDocument } from '../src/contract/closed-document.ts';

type Named = Parameters<typeof addFormats.default.get>[0];

/** Every format of the document, with the pattern that stands beside it. */
const forms = new Map<string, { readonly format: Named; readonly pattern: string | undefined }>();
JSON.stringify(closedDocument(), (_, value: unknown) => {
  if (typeof value === 'object' && value !== null && 'format' in value && 'type' in value) {
    const { format, pattern } = value as { readonly format: Named; readonly pattern?: string }; // of a schema
    forms.set(`${format} ${pattern}`, { format, pattern });
  }
  return value;
});

describe('F12: a format in the OpenAPI document', () => {
  it('is there for days, times, addresses and keys', () => {
    const formats = new Set([...forms.values()].map(({ format }) => format));
    expect([...formats].toSorted()).toEqual(['date', 'date-time', 'email', 'uuid']);
  });

  it.each([...forms.values()])('$format: what the contract takes, is what the format means', (form) => {
    const fits = testOf(addFormats.default.get(form.format));
    const pattern = new RegExp(form.pattern ?? 'there must be one');
    fc.assert(fc.property(fc.stringMatching(pattern), (text) => fits(text)));
  });
});

/** A format is a pattern, or a function in some wrapping. */
function testOf(format: unknown): (text: string) => boolean {
  if (format instanceof RegExp) return (text) => format.test(text);
  if (typeof format === 'function') return (text) => format(text) === true;
  if (typeof format === 'object' && format !== null && 'validate' in format) return testOf(format.validate);
  throw new Error('There is no such format.');
}
