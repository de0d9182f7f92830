import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createAnnouncer } from '../src/announcer.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function listen(): { said: string[]; tell: (key: string, text: string) => void; stop: () => void } {
  const said: string[] = [];
  const { tell, stop } = createAnnouncer({ say: (text) => said.push(text), everyMs: 10_000 });
  return { said, tell: (key, text) => tell({ key, text }), stop };
}

test('the same is read out again only after a while, as it is by then', () => {
  const { said, tell } = listen();
  tell('line', '9');
  for (const place of ['8', '7', '6']) {
    vi.advanceTimersByTime(2_000);
    tell('line', place);
  }
  expect(said).toEqual(['9']);

  vi.advanceTimersByTime(4_000);
  expect(said).toEqual(['9', '6']);
  vi.advanceTimersByTime(60_000);
  tell('line', '5');

  expect(said).toEqual(['9', '6', '5']);
});

test('what is new is read out at once, and what waited is forgotten', () => {
  const { said, tell } = listen();
  tell('line', '2');
  tell('line', '1');
  tell('granted', 'your turn');
  vi.advanceTimersByTime(60_000);

  expect(said).toEqual(['2', 'your turn']);
});

test('what goes back to what was said is not said twice, and nothing is said after the end', () => {
  const { said, tell, stop } = listen();
  tell('line', '2');
  tell('line', '3');
  tell('line', '2');
  vi.advanceTimersByTime(60_000);
  expect(said).toEqual(['2']);

  tell('line', '4');
  tell('line', '5');
  stop();
  vi.advanceTimersByTime(60_000);

  expect(said).toEqual(['2', '4']);
  expect(vi.getTimerCount()).toBe(0);
});
