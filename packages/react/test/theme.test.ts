import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTheme } from '../src/theme/read-theme.js';
import { themeProperties, type Theme } from '../src/theme/theme.js';

const names = Object.keys(themeProperties) as (keyof Theme)[];

describe('a theme', () => {
  test('G10: whatever a value is, what is set can end no declaration, load nothing and call nothing', () => {
    const piece = fc.constantFrom(
      'red',
      '#fff',
      '12px',
      ';',
      '}',
      '{',
      'url(',
      '//x',
      ')',
      '/*',
      '*/',
      '\\',
      '"',
      "'",
      '\n',
      'var(',
      'rgb(',
      '1',
      ',',
      ' ',
      'expression(',
      '@import',
      '<',
      'calc(',
    );
    const value = fc.oneof(
      fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.constantFrom(...names), value, (name, given) => {
        for (const set of Object.values(readTheme({ [name]: given }).properties)) {
          expect(set).not.toMatch(/[;{}\\<>@\n\r*':!]|\/\/|url|var|expression|calc|env|attr|image/i);
          const opened = set.match(/\(/g)?.length ?? 0;
          expect(opened).toBe(set.match(/\)/g)?.length ?? 0);
          expect((set.match(/"/g)?.length ?? 0) % 2).toBe(0);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  test.each([
    [
      '#fff',
      '#4a3fe0',
      '#4a3fe0cc',
      'rebeccapurple',
      'rgb(1 2 3 / 50%)',
      'hsl(210deg 40% 50%)',
      'oklch(0.6 0.2 280)',
      'rgba(1,2,3,.5)',
    ],
  ])('takes plain colours', (...colors) => {
    for (const accent of colors)
      expect(readTheme({ accent })).toEqual({ properties: { '--fanfare-accent': accent }, problem: null });
  });

  test('takes lengths and names of fonts', () => {
    const theme = { radius: '12px', fontSize: '1.125rem', font: '"Inter", system-ui, sans-serif' };

    expect(readTheme(theme)).toEqual({
      properties: {
        '--fanfare-radius': '12px',
        '--fanfare-font-size': '1.125rem',
        '--fanfare-font': '"Inter", system-ui, sans-serif',
      },
      problem: null,
    });
  });

  test.each([
    { accent: 'url(https://evil.example/x)' },
    { accent: 'red;position:fixed' },
    { radius: '100vw' },
    { radius: '-4px' },
    { font: 'x; } body { display: none' },
    { accent: 7 },
    { position: 'fixed' },
    JSON.parse('{"__proto__": {"accent": "red"}, "constructor": "red"}') as object,
  ])('leaves out %j, and does not repeat it', (theme) => {
    const { properties, problem } = readTheme(theme as Theme);

    expect(properties).toEqual({});
    expect(problem).toMatchObject({ code: 'invalid_options' });
    expect(problem?.message).not.toMatch(/evil|fixed|display|100vw/);
  });
});
