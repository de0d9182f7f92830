import { parseArgs } from 'node:util';
import type { Command, Typed } from './command.js';
import { UsageError } from './usage-error.js';

/** Options that every command has. */
export const commonOptions = {
  json: { type: 'boolean', says: 'print JSON, one value a line, for programs' },
  help: { type: 'boolean', says: 'this text' },
} as const;

/**
 * Reads what was typed behind the name of a command.
 *
 * @throws UsageError for an option that the command does not have, a value that is missing, or words where it takes none
 */
export function parseTyped({ options, positionals, takesAll }: Command, args: readonly string[]): Typed {
  const helped = args.map((word) => (word === '-h' ? '--help' : word));
  if (takesAll === true) return typedAsItStands(helped);
  const all = { ...options, ...commonOptions };
  const wanted = Object.entries(all).map(([name, { type, multiple = false }]: [string, Wanted]) => [
    name,
    { type, multiple },
  ]);
  const { values, positionals: words } = read(helped, Object.fromEntries(wanted) as Record<string, Parsed>);
  const [surplus] = words;
  if (positionals === undefined && surplus !== undefined) {
    throw new UsageError(`It takes no further words; got ${JSON.stringify(surplus)}.`);
  }
  const texts = (name: string): readonly string[] => {
    const value = values[name];
    return (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'string');
  };
  return { positionals: words, texts, text: (name) => texts(name)[0], flag: (name) => values[name] === true };
}

function typedAsItStands(args: readonly string[]): Typed {
  const flag = (name: string): boolean => args.includes(`--${name}`);
  return { positionals: args.filter((word) => word !== '--'), texts: () => [], text: () => undefined, flag };
}

interface Wanted {
  readonly type: 'string' | 'boolean';
  readonly multiple?: boolean;
}

interface Parsed {
  readonly type: 'string' | 'boolean';
  readonly multiple: boolean;
}

function read(args: readonly string[], options: Record<string, Parsed>): ReturnType<typeof parseArgs> {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: true });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(message.split(/\. To specify|\n/)[0] ?? message);
  }
}
