import { runCli } from '../../src/run-cli.js';
import type { Io } from '../../src/io.js';

/** What a command printed, and how it ended. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line with its surroundings replaced; nothing of the real environment is seen. */
export async function run(args: readonly string[], given: Partial<Io> = {}): Promise<Ran> {
  let out = '';
  let err = '';
  const code = await runCli(args, {
    out: (text) => void (out += `${text}\n`),
    err: (text) => void (err += text),
    hasColours: false,
    isTerminal: false,
    env: {},
    fetch: (...request) => fetch(...request),
    cwd: process.cwd(),
    signal: new AbortController().signal,
    ...given,
  });
  return { code, out, err };
}
