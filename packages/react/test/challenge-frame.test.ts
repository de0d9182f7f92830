// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { isFrameUrl } from '../src/experience/challenge-answer.js';

test.each([
  'https://checks.example/c/1',
  'http://127.0.0.1:4800/c/1',
  'http://fanfare.localhost/c/1',
  'http://[::1]:4800/',
])('G12: a bot check may be framed from %s', (url) => expect(isFrameUrl(url)).toBe(true));

test.each([
  'http://checks.example/c/1',
  'http://127.evil.example/',
  'http://127.0.0.1.evil.example/',
  'http://localhost.evil.example/',
  'javascript:alert(1)',
  'data:text/html,x',
  'about:blank',
  '/c/1',
  '',
])('G12: a bot check is not framed from %j', (url) => expect(isFrameUrl(url)).toBe(false));

test('G12: a bot check is not framed from the origin of the page, where a sandbox would keep nothing from it', () => {
  const { happyDOM } = globalThis as unknown as { happyDOM: { setURL(url: string): void } };
  happyDOM.setURL('https://shop.example/drop');

  expect(isFrameUrl('https://shop.example/check')).toBe(false);
  expect(isFrameUrl('https://checks.shop.example/check')).toBe(true);
});
