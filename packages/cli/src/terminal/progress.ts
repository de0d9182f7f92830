import type { Io } from '../io.js';

/** Shows how far something is, on a line of its own. */
export interface Progress {
  at(done: number): void;
  /** Takes the line away; safe to call twice. */
  end(): void;
}

const width = 24;
const everyMs = 80;

/** Begins a bar on the terminal; where there is none nothing is drawn. */
export function createProgress(
  { isTerminal, err }: Pick<Io, 'isTerminal' | 'err'>,
  { total, title }: { readonly total: number; readonly title: string },
): Progress {
  let drawnAt = -Infinity;
  let isDrawn = false;
  return {
    at(done) {
      const now = performance.now();
      if (!isTerminal || now - drawnAt < everyMs) return;
      drawnAt = now;
      isDrawn = true;
      const full = total === 0 ? width : Math.round((Math.min(done, total) / total) * width);
      err(`\r\u001B[2K${title} ${'█'.repeat(full)}${'░'.repeat(width - full)} ${done} of ${total}`);
    },
    end() {
      if (isDrawn) err('\r\u001B[2K');
      isDrawn = false;
    },
  };
}
