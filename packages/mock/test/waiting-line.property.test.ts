import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWaitingLine, type WaitingLine } from '../src/mechanisms/waiting-line.js';

/** The same line, as plainly as it can be written. */
function createPlainLine(): WaitingLine {
  let line: string[] = [];
  const without = (id: string): string[] => line.filter((one) => one !== id);
  return {
    get size(): number {
      return line.length;
    },
    add: (id) => void (line.includes(id) || line.push(id)),
    remove: (id) => void (line = without(id)),
    promote(id, mayPass) {
      for (let at = line.indexOf(id); at > 0 && mayPass(line[at - 1] ?? ''); at -= 1) {
        line = [...line.slice(0, at - 1), id, line[at - 1] ?? '', ...line.slice(at + 1)];
      }
    },
    first: () => line[0],
    position: (id) => (line.includes(id) ? line.indexOf(id) + 1 : null),
    rename: (from, to) => void (line = line.map((id) => (id === from ? to : id))),
    ids: () => [...line],
  };
}

type Step =
  | readonly ['add' | 'remove', string]
  | readonly ['promote', string, string]
  | readonly ['rename', string, string]
  | readonly ['crowd'];

function take(line: WaitingLine, step: Step, round: number): void {
  if (step[0] === 'crowd') for (let n = 0; n < 50; n += 1) line.add(`${round}-${n}`);
  else if (step[0] === 'promote') line.promote(step[1], (ahead) => ahead > step[2]);
  else if (step[0] !== 'rename') line[step[0]](step[1]);
  else if (line.position(step[2]) === null) line.rename(step[1], step[2]);
}

const someone = fc.constantFrom(...'abcdefgh', '0-0', '0-49', '1-20');
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(fc.constant('add' as const), someone) },
  { weight: 4, arbitrary: fc.tuple(fc.constant('remove' as const), someone) },
  { weight: 3, arbitrary: fc.tuple(fc.constant('rename' as const), someone, someone) },
  { weight: 3, arbitrary: fc.tuple(fc.constant('promote' as const), someone, someone) },
  { weight: 1, arbitrary: fc.constant(['crowd'] as const) },
);

describe('waiting line', () => {
  it('is what a plain list is, after every step', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const [line, plain] = [createWaitingLine(), createPlainLine()];
        steps.forEach((each, round) => {
          take(line, each, round);
          take(plain, each, round);
          expect(line.size).toBe(plain.size);
          expect(line.first()).toBe(plain.first());
          expect(line.ids()).toEqual(plain.ids());
          for (const id of [...plain.ids(), 'a', '0-0']) expect(line.position(id)).toBe(plain.position(id));
        });
      }),
    );
  });

  it('keeps its order through thousands who come and go', () => {
    const line = createWaitingLine();
    for (let n = 0; n < 5_000; n += 1) {
      line.add(`c${n}`);
      if (n >= 3) line.remove(`c${n - 3}`);
      expect([line.size, line.first(), line.position(`c${n}`)]).toEqual([
        Math.min(n + 1, 3),
        `c${Math.max(0, n - 2)}`,
        Math.min(n + 1, 3),
      ]);
    }
  });
});
