import type { Command, OptionFact } from './command.js';
import { commonOptions } from './parse-typed.js';
import { columns } from './terminal/columns.js';
import type { Paint } from './terminal/paint.js';

/** The text of `fanfare --help`. */
export function helpOfAll(commands: Readonly<Record<string, Command>>, paint: Paint): string {
  const rows = Object.entries(commands).map(([name, { summary }]) => [`  ${name}`, summary]);
  return [
    `${paint.bold('fanfare')}: the Fanfare platform on this machine, and a look at what you built on it`,
    '',
    paint.bold('Commands'),
    columns(rows),
    '',
    `${paint.bold('fanfare <command> --help')} tells more. With --json every command prints JSON, one value a line.`,
    'It ends with 0 where all is well, 1 where something is to be mended, 2 where it was typed wrongly, 130 after Ctrl+C.',
    '',
    paint.bold('To begin'),
    '  fanfare mock                                                the platform, on http://127.0.0.1:4800',
    '  fanfare listen --forward-to http://localhost:3000/webhooks  its webhooks, delivered to your server',
    '  fanfare trigger order.completed                             one of them, now',
  ].join('\n');
}

/** The text of `fanfare <command> --help`. */
export function helpOf(name: string, command: Command, paint: Paint): string {
  const { summary, about, positionals, options, examples } = command;
  const facts: readonly [string, OptionFact][] = Object.entries({ ...options, ...commonOptions });
  const rows = facts.map(([option, { value, says }]) => [
    `  --${option}${value === undefined ? '' : ` <${value}>`}`,
    says,
  ]);
  return [
    `${paint.bold(`fanfare ${name}`)}: ${summary}`,
    '',
    `  fanfare ${name}${positionals === undefined ? '' : ` ${positionals}`} [options]`,
    '',
    about,
    '',
    paint.bold('Options'),
    columns(rows),
    '',
    paint.bold('Examples'),
    ...examples.map((example) => `  ${example}`),
  ].join('\n');
}
