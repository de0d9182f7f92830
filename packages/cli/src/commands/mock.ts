import type { Command } from '../command.js';

/** Starts the mock platform; its options are those of `fanfare-mock`. */
export const mock: Command = {
  summary: 'the whole platform on this machine, until Ctrl+C',
  about: [
    '  Two shops with queues, draws, auctions and the rest, signed webhooks, a clock that moves when you say so,',
    '  and faults on request. Nothing is kept between runs, and no account is needed. Watch it at /__mock in a browser.',
  ].join('\n'),
  options: {},
  takesAll: true,
  examples: [
    'fanfare mock',
    'fanfare mock --port 0 --allow-origin http://localhost:5173',
    'fanfare mock --scenario flaky --seed 7',
  ],
  async run({ typed, out }) {
    const { runCli } = await import('@fanfare/mock/cli');
    if (typed.flag('help')) out('');
    return runCli(typed.positionals);
  },
};
