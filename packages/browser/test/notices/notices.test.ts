import type { ActivityItem } from '@fanfare/contract';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { activityNotice, plainText, safeLink } from '../../src/notices/index.js';

const item = { activityId: 'act_1', kind: 'entered', at: '2026-11-22T10:00:00.000Z' } as const;
const base = 'https://shop.example/drops/';

const character = fc.oneof(
  fc.integer({ max: 0x10_ff_ff, min: 0 }).map((code) => String.fromCodePoint(code)),
  fc.integer({ max: 0xff, min: 0 }).map((code) => String.fromCodePoint(code)),
  fc.constantFrom(' ', '\u202E', '\u2028', '\uFEFF', '\uD83C', '\uDFB7'),
);

describe('G10: a text of others', () => {
  test.each([
    ['markup, as text', '<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
    ['no bidi override', 'a\u202Egnp.exe\u202C\u2066b\u2069\u200F\u061C', 'agnp.exeb'],
    ['no null bytes and control characters', 'a\u0000b\u001B[31mc\u0085\u009F', 'ab[31mc'],
    ['no line breaks', 'a\r\nb\u2028c\u2029d\te', 'a b c d e'],
    ['nothing that nobody sees', 'a\u200Bb\uFEFFc\u2060d\u00ADe', 'abcde'],
    ['no halves of characters', 'a\uD800b', 'ab'],
    ['emoji, whole', '👩‍🎤 Ünï', '👩‍🎤 Ünï'],
  ])('is shown with %s', (_, given, shown) => {
    expect(plainText(given)).toBe(shown);
  });

  test.each([null, undefined, 1, {}, ['a'], { toString: () => 'a' }])(
    'that is none is empty: %j',
    (given) => {
      expect(plainText(given)).toBe('');
    },
  );

  test('is cut between characters', () => {
    expect(plainText('🎷'.repeat(1_000_000))).toBe('🎷'.repeat(300));
  });

  test('never holds anything hidden, and stays as it is when it is read again', () => {
    fc.assert(
      fc.property(fc.array(character, { maxLength: 60 }), (characters) => {
        const given = characters.join('');
        const shown = plainText(given);

        expect(shown).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069\u2028\u2029]/u);
        expect(shown.isWellFormed()).toBe(true);
        expect(plainText(shown)).toBe(shown);
      }),
    );
  });
});

describe('G10: a link of others', () => {
  test.each([
    ['https://a.example/x?y#z', 'https://a.example/x?y#z'],
    ['/aurora', 'https://shop.example/aurora'],
    ['//b.example', 'https://b.example/'],
    ['mailto:ada@example.com', 'mailto:ada@example.com'],
    ['tel:+4930', 'tel:+4930'],
    // No browser takes these for a script, and so they lead to a page of the shop.
    ['&#106;avascript:alert(1)', 'https://shop.example/drops/&#106;avascript:alert(1)'],
    ['%6aavascript:alert(1)', 'https://shop.example/drops/%6aavascript:alert(1)'],
  ])('%s leads to %s', (given, href) => {
    expect(safeLink(given, { base })).toEqual({ href, rel: 'noopener' });
  });

  test.each([
    ...['javascript:alert(1)', 'JaVaScRiPt:alert(1)', ' javascript:alert(1)', '\u0000javascript:alert(1)'],
    ...['java\nscript:alert(1)', 'java\tscript:alert(1)', '\u001Fjava\rscript\n:alert(1)'],
    ...['data:text/html,<script>alert(1)</script>', 'DATA:image/svg+xml;base64,AAAA'],
    ...[
      'vbscript:msgbox(1)',
      'file:///etc/passwd',
      'blob:https://shop.example/x',
      'view-source:https://a.example',
    ],
    ...['filesystem:https://shop.example/x', 'about:blank', 'intent://x', 'ftp://a.example'],
    ...['https://shop.example@evil.example/', 'https://a:b@evil.example/', 'https://', 'http://[::1'],
    ...[null, undefined, 7, {}, { href: 'https://a.example' }],
  ])('%j leads nowhere', (given) => {
    expect(safeLink(given, { base })).toBeNull();
  });
});

describe('G10: a notice', () => {
  test('says your sentence about what others named', () => {
    const options = { texts: { entered: 'In {subject}, {subject}' }, subject: '$& <b>\u202E', href: base };

    expect(activityNotice(item, options)).toEqual({
      ...item,
      text: 'In $& <b>, $& <b>',
      link: { href: base, rel: 'noopener' },
    });
    expect(activityNotice(item, { texts: { entered: 'Somebody came' } })).toMatchObject({
      text: 'Somebody came',
      link: null,
    });
  });

  test.each(['bid', '__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'of a kind that you say nothing about is none: %s',
    (kind) => {
      const strange = { ...item, kind: kind as ActivityItem['kind'] }; // what a newer platform may send

      expect(activityNotice(strange, { texts: { entered: 'x' } })).toBeNull();
    },
  );
});
