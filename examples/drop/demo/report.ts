import { styleText } from 'node:util';

/** Prints what happens as it happens, and counts what was checked. */
export interface Report {
  /** Begins a step of the story. */
  readonly step: (title: string) => void;
  /** Tells something that is worth knowing and is not a check. */
  readonly note: (text: string) => void;
  /** Checks a claim and prints what was observed. */
  readonly check: (claim: string, holds: boolean, observed: string) => void;
  /** Prints the last line; returns the exit code. */
  readonly close: () => number;
}

/** Opens a report on the terminal. */
export function openReport(): Report {
  const started = performance.now();
  let passed = 0;
  let failed = 0;
  const at = (): string =>
    styleText('dim', `${((performance.now() - started) / 1000).toFixed(1).padStart(5)} s`);
  return {
    step: (title) => console.log(`\n${styleText('bold', title)}`),
    note: (text) => console.log(`${at()}     ${styleText('dim', text)}`),
    check: (claim, holds, observed) => {
      if (holds) passed += 1;
      else failed += 1;
      const mark = holds ? styleText('green', '✓') : styleText('red', '✗');
      console.log(`${at()}   ${mark} ${claim} ${styleText('dim', `· ${observed}`)}`);
    },
    close: () => {
      console.log(`\ndemo: ${passed} checks passed, ${failed} failed`);
      return failed === 0 && passed > 0 ? 0 : 1;
    },
  };
}
