import type { Command } from '../command.js';
import { mockControl, mockUrlOption } from '../mock-control.js';
import { UsageError } from '../usage-error.js';

/** What each word asks the mock for. */
const wishes: Readonly<Record<string, (span: string | undefined) => object | undefined>> = {
  show: () => undefined,
  advance: (span) => {
    if (span !== undefined) return { advance: span };
    throw new UsageError('advance needs a span, such as 15m, 2h or 1d.');
  },
  freeze: () => ({ flow: false }),
  flow: () => ({ flow: true }),
};

/** Reads and moves the clock of a running mock. */
export const clock: Command = {
  summary: 'the clock of a running mock: see it, move it, stop it',
  positionals: '[show | advance <span> | freeze | flow]',
  about: [
    '  The platform lives by a clock of its own. Moved forward, everything that becomes due happens, in order: tokens',
    '  expire, queues admit, draws are drawn, webhooks are tried again. It never moves back.',
  ].join('\n'),
  options: mockUrlOption,
  examples: ['fanfare clock', 'fanfare clock advance 15m', 'fanfare clock freeze'],
  async run(run) {
    const [word = 'show', span, ...surplus] = run.typed.positionals;
    const wish = Object.hasOwn(wishes, word) ? wishes[word] : undefined;
    if (wish === undefined || surplus.length > 0 || (span !== undefined && word !== 'advance')) {
      throw new UsageError(
        `It takes ${Object.keys(wishes).join(', ')}; got ${JSON.stringify(run.typed.positionals.join(' '))}.`,
      );
    }
    const body = wish(span);
    const control = mockControl(run);
    const state = (await control.ask(body === undefined ? 'GET' : 'POST', '/clock', body)) as ClockState;
    run.say({ value: state, text: `${state.now}, ${state.flow ? 'and it flows' : 'and it stands still'}` });
    return 0;
  },
};

/** What the mock tells of its clock. */
interface ClockState {
  readonly now: string;
  readonly flow: boolean;
}
