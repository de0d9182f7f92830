import type { Command, Run } from './command.js';
import { commands } from './commands.js';
import { helpOf, helpOfAll } from './help.js';
import type { Io } from './io.js';
import { nearest } from './nearest.js';
import { parseTyped } from './parse-typed.js';
import { createPaint } from './terminal/paint.js';
import { printable } from './terminal/printable.js';
import { UsageError } from './usage-error.js';
import { version } from './version.js';

/** How a command ends: well, with something to mend, typed wrongly, or stopped by Ctrl+C before it was done. */
export const exitCodes = { good: 0, bad: 1, usage: 2, stopped: 130 } as const;

/**
 * Runs one command line of `fanfare`, for commands of your own that bring it along. Returns the exit code; nothing is thrown.
 *
 * @example
 * ```ts
 * import { processIo, runCli } from '@fanfare/cli';
 *
 * process.exitCode = await runCli(['scan', 'dist'], processIo());
 * ```
 */
export async function runCli(args: readonly string[], io: Io): Promise<number> {
  const paint = createPaint(io.hasColours && !args.includes('--json'));
  const [name = '--help', ...rest] = args;
  if (name === '--version' || name === '-v') return tell(io, version);
  if (name === '--help' || name === '-h' || name === 'help') {
    const [about] = rest;
    const command = about === undefined ? undefined : find(about);
    return tell(
      io,
      about === undefined || command === undefined
        ? helpOfAll(commands, paint)
        : helpOf(about, command, paint),
    );
  }
  const command = find(name);
  if (command === undefined) {
    const near = nearest(name, Object.keys(commands));
    const hint = near === undefined ? 'fanfare --help lists them.' : `Is it fanfare ${near}?`;
    io.err(`fanfare: there is no command ${JSON.stringify(printable(name, 40))}; ${hint}\n`);
    return exitCodes.usage;
  }
  try {
    const typed = parseTyped(command, rest);
    if (typed.flag('help')) {
      const code = tell(io, helpOf(name, command, paint));
      if (command.takesAll !== true) return code;
    }
    const isJson = typed.flag('json');
    const say: Run['say'] = ({ value, text }) => io.out(isJson ? JSON.stringify(value) : text);
    return await command.run({ ...io, typed, paint, isJson, say });
  } catch (error) {
    if (io.signal.aborted) {
      io.err(`fanfare ${name}: stopped before it was done.\n`);
      return exitCodes.stopped;
    }
    io.err(`fanfare ${name}: ${await words(error)}\n`);
    if (!(error instanceof UsageError)) return exitCodes.bad;
    io.err(`fanfare ${name} --help tells what it takes.\n`);
    return exitCodes.usage;
  }
}

function find(name: string): Command | undefined {
  return Object.hasOwn(commands, name) ? commands[name] : undefined;
}

function tell(io: Io, text: string): number {
  io.out(text);
  return exitCodes.good;
}

/** Errors of the SDK say what to do; of others the message is told on one line. */
async function words(error: unknown): Promise<string> {
  const { isFanfareError } = await import('@fanfare/node'); // not before it is needed: `fanfare --help` answers at once
  const message = error instanceof Error ? error.message : String(error);
  return isFanfareError(error) ? `${message} (${error.code})` : printable(message, 500);
}
