import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { operations } from '@fanfare/contract/operations';

const { body } = operations.admin.experiences.update;
const accepts = (theme: Readonly<Record<string, unknown>>): boolean => body.safeParse({ theme }).success;

describe('F1: the theme of an experience', () => {
  it.each([
    { primary: '#1f4fd8', secondary: '#fff', muted: '#1f4fd880' },
    { background: 'navy', text: 'rgb(31 79 216)', danger: 'hsl(221, 75%, 48%)' },
    { fontFamily: 'Inter, "Open Sans", sans-serif', fontHeading: "'Playfair Display'" },
    { logoUrl: 'https://cdn.example.com/logo.svg?v=2', variant: 'retro' },
  ])('takes %j', (theme) => {
    expect(accepts(theme)).toBe(true);
  });

  it.each([
    { primary: 'red; background: url(https://evil.example)' },
    { primary: 'expression(alert(1))' },
    { primary: 'url(https://evil.example/x)' },
    { primary: 'var(--secret)' },
    { fontFamily: 'Inter; } body { display: none' },
    { fontFamily: '"Open' },
    { logoUrl: 'javascript:alert(1)' },
    { logoUrl: 'https://cdn.example.com/a");background:url(//evil.example' },
    { logoUrl: 'data:image/svg+xml,<svg/>' },
    { variant: 'brutal' },
    { sparkle: true },
  ])('refuses %j', (theme) => {
    expect(accepts(theme)).toBe(false);
  });

  it('makes up its mind about a long list of fonts at once', () => {
    // Where a space may belong to either side of a comma, this takes years.
    expect(accepts({ fontFamily: `${'a, '.repeat(66)};` })).toBe(false);
  });

  it('never takes a value that could end a declaration of a style sheet', () => {
    const breaks = fc.constantFrom(';', '{', '}', '<', '>', '\\', '\n', '/*', '@');
    const text = fc.tuple(fc.string({ maxLength: 20 }), breaks, fc.string({ maxLength: 20 }));
    const field = fc.constantFrom('primary', 'fontFamily', 'logoUrl');

    fc.assert(
      fc.property(field, text, (name, parts) => {
        if (name === 'logoUrl' && (parts[1] === '/*' || parts[1] === '@')) return; // harmless inside an address
        const prefix = name === 'logoUrl' ? 'https://cdn.example.com/' : '';
        expect(accepts({ [name]: prefix + parts.join('') })).toBe(false);
      }),
    );
  });
});
