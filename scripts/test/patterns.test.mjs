import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { allPatterns } from '../patterns/all-patterns.mjs';
import { attackPattern, LINEAR } from '../patterns/attack-pattern.mjs';
import { BOUNDED, MADE } from '../patterns/bounded-patterns.mjs';
import { countSteps } from '../patterns/count-steps.mjs';
import { parsePattern } from '../patterns/parse-pattern.mjs';
import { root } from '../steps/suites.mjs';

const sources = globSync('packages/*/src/**/*.{ts,tsx}', { cwd: root }).sort();
const found = sources.map((file) => allPatterns(readFileSync(join(root, file), 'utf8'), file));
const patterns = [
  ...new Map(found.flatMap(({ literals }) => literals).map((one) => [one.text, one])).values(),
];
const isBounded = ({ text }) => Object.hasOwn(BOUNDED, text);

describe('N2: regular expressions of the packages', () => {
  test('cost no more than in proportion to their input, whoever wrote that', { timeout: 60_000 }, () => {
    const slow = patterns
      .filter((pattern) => !isBounded(pattern))
      .map((pattern) => ({ ...pattern, ...attackPattern(pattern) }))
      .filter(({ growth }) => growth > LINEAR);

    expect(patterns.length).toBeGreaterThan(200);
    expect(slow).toEqual([]);
  });

  test.each(Object.keys(BOUNDED))('%s costs more, and is in the sources still', (text) => {
    const pattern = patterns.find((one) => one.text === text);

    expect(pattern).toBeDefined();
    expect(attackPattern(pattern).growth).toBeGreaterThan(LINEAR);
  });

  test('are put together in known places only', () => {
    expect(found.flatMap(({ made }) => made).sort()).toEqual(Object.keys(MADE).sort());
  });

  test.each(Object.entries(MADE).filter(([, pattern]) => pattern !== undefined))(
    'are linear where they are put together: %s',
    (_, pattern) => {
      expect(attackPattern(pattern).growth).toBeLessThan(LINEAR);
    },
  );
});

describe('the search for the worst input', () => {
  test.each([/^(a+)+$/, /^(a|a)*$/, /^(\w+\s?)*$/, /\s+$/, /^a*a*$/, /x.*y.*z/, /^(.*,)*x/])(
    'finds one for %s',
    (pattern) => {
      expect(attackPattern(pattern).growth).toBeGreaterThan(LINEAR);
    },
  );

  test.each([/(?<=b)a+c/, /^a+$/, /[^@]*@/y, /^[\w-]+(?:\.[\w-]+)*$/, /^(?=.{3,20}$)\w+$/])(
    'finds none for %s',
    (pattern) => {
      expect(attackPattern(pattern).growth).toBeLessThan(LINEAR);
    },
  );

  test('reads a pattern as the engine does', () => {
    const texts = ['', 'a', 'ab', 'aab', 'b', 'A1', 'a.b', 'a\nb', ' x', 'x ', '"q\\""', '[::1]', 'été'];
    const wanted = [
      /^a+b?$/,
      /a(?!b)/,
      /(?:a|b){2}/i,
      /^[^\d\s]+$/,
      /\bx\b/,
      /^"(?:[^"\\]|\\.)*"$/,
      /a.b/,
      /a.b/s,
      /^\p{L}+$/u,
    ];
    for (const pattern of wanted) {
      for (const text of texts) {
        const { isMatch } = countSteps(parsePattern(pattern.source, pattern.flags), text, pattern);
        expect([pattern, text, isMatch]).toEqual([pattern, text, pattern.test(text)]);
      }
    }
  });
});
