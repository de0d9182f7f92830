import type { Io } from './io.js';
import type { Paint } from './terminal/paint.js';

/** One option of a command, as `--help` shows it and `parseArgs` reads it. */
export interface OptionFact {
  readonly type: 'string' | 'boolean';
  /** The name of the value in the help, such as `url`; of options of type `string`. */
  readonly value?: string;
  readonly multiple?: boolean;
  readonly says: string;
}

/** What was typed after the name of a command. */
export interface Typed {
  readonly positionals: readonly string[];
  text(name: string): string | undefined;
  texts(name: string): readonly string[];
  flag(name: string): boolean;
}

/** One thing to say: `value` with `--json`, `text` without. */
export interface Said {
  readonly value: unknown;
  readonly text: string;
}

/** What a running command has to do with. */
export interface Run extends Io {
  readonly typed: Typed;
  readonly paint: Paint;
  readonly isJson: boolean;
  say(said: Said): void;
}

/** A command, found by its name. */
export interface Command {
  readonly summary: string;
  /** What stands behind the name in the help, such as `<directory…>`. */
  readonly positionals?: string;
  /** A paragraph or two for whoever sees it for the first time. */
  readonly about: string;
  readonly options: Readonly<Record<string, OptionFact>>;
  /** Takes what is typed behind the name as it stands, and tells the rest of the help itself; `positionals` holds it. */
  readonly takesAll?: true;
  readonly examples: readonly string[];
  /** Returns the exit code. */
  run(run: Run): Promise<number>;
}
