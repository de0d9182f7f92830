import type { Io } from './io.js';

/** The surroundings of a real process. Colours follow the terminal, `NO_COLOR` and `FORCE_COLOR`. */
export function processIo(): Io {
  const { stdout, stderr, env } = process;
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      stop.abort(); // whoever read it has read enough, as `head` does
    });
  }
  return {
    out: (text) => void stdout.write(`${text}\n`),
    err: (text) => void stderr.write(text),
    hasColours: stdout.isTTY === true ? stdout.hasColors(env) : isSet(env['FORCE_COLOR']),
    isTerminal: stderr.isTTY === true,
    env,
    fetch: (...args) => globalThis.fetch(...args),
    cwd: process.cwd(),
    signal: stop.signal,
  };
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0';
}
