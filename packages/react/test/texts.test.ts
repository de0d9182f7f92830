import { describe, expect, test } from 'vitest';
import { createTranslator } from '../src/texts/translator.js';
import { english, type Text, type TextKey } from '../src/texts/english.js';
import { german } from '../src/texts/german.js';

const keys = Object.keys(english) as TextKey[];
const wordsOf = (text: Text): string[] =>
  [...JSON.stringify(text).matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort();

describe('texts', () => {
  test.each(keys)('%s says the same in German, with the same words filled in', (key) => {
    expect(new Set(wordsOf(german[key]))).toEqual(new Set(wordsOf(english[key])));
    expect(typeof german[key]).toBe(typeof english[key]);
  });

  test('plurals go by the language', () => {
    const ahead = 'participating.queue.ahead';
    const polish = {
      [ahead]: { one: '{count} osoba', few: '{count} osoby', many: '{count} osób', other: '{count} osoby' },
    };
    const { text } = createTranslator({ locale: 'pl', texts: polish });

    expect([1, 3, 5, 22].map((count) => text(ahead, { count }))).toEqual([
      '1 osoba',
      '3 osoby',
      '5 osób',
      '22 osoby',
    ]);
    expect(createTranslator().text(ahead, { count: 1 })).toBe('1 person ahead of you');
  });

  test('numbers, amounts, lengths and moments are written as the language writes them', () => {
    const { number, money, duration, moment } = createTranslator({ locale: 'de', currency: 'EUR' });

    expect(number(12_345)).toBe('12.345');
    expect(money('9007199254740993.10').replace('\u00a0', ' ')).toBe('9.007.199.254.740.993,10 €');
    expect([500, 59_000, 150_000, 9_000_000].map((ms) => duration(ms))).toEqual([
      '1 Sekunde',
      '59 Sekunden',
      '3 Minuten',
      '3 Stunden',
    ]);
    expect(moment('2026-11-24T17:00:00.000Z', 'Europe/Berlin')).toMatch(/24\. Nov.*18:00/);
  });

  test('what is filled in is text, and fills in nothing itself', () => {
    const { text } = createTranslator();

    expect(text('code.text', { email: '$& {email} <b>' })).toBe('We sent a code to $& {email} <b>.');
    expect(text('code.text')).toBe('We sent a code to {email}.');
    expect(text('code.text', JSON.parse('{"__proto__": {"email": "x"}}') as Record<string, string>)).toBe(
      'We sent a code to {email}.',
    );
  });

  test('a language, a currency and a time zone that the runtime does not know do no harm', () => {
    const translator = createTranslator({ locale: 'not a language', currency: 'no money' });

    expect(translator.text('start.button')).toBe('Continue');
    expect(translator.money('12.5')).toBe('12.50');
    expect(translator.moment('2026-11-24T17:00:00.000Z', 'Mars/Olympus')).toContain('24');
  });

  test('one own text takes the place of one of ours', () => {
    const { text } = createTranslator({ texts: { 'start.button': 'Los' } });

    expect([text('start.button'), text('start.title')]).toEqual(['Los', 'Take part']);
  });
});
