import { relative, resolve } from 'node:path';
import type { Command, Run } from '../command.js';
import { findInFile } from '../scan/find-in-file.js';
import type { Finding } from '../scan/find-secrets.js';
import { walkFiles, type Walked } from '../scan/walk-files.js';
import { createProgress } from '../terminal/progress.js';
import { UsageError } from '../usage-error.js';

/** Looks for secrets in what a page will load. */
export const scan: Command = {
  summary: 'fails where a build holds a secret',
  positionals: '<directory or file…>',
  about: [
    '  Reads every file, source maps and binaries too, and looks for secret keys (sk_…), plain or in base64, secrets of',
    '  webhooks and private keys. Run it in CI between the build and the upload: it ends with 1 where something is found.',
    '  What it prints never holds a whole secret.',
  ].join('\n'),
  options: {},
  examples: ['fanfare scan dist/', 'fanfare scan dist/ public/ --json'],
  async run(run) {
    const { positionals } = run.typed;
    if (positionals.length === 0) throw new UsageError('It needs a directory or a file, such as dist/.');
    const walked = await Promise.all(positionals.map((path) => list(run, path)));
    const files = walked.flatMap((one) => one.files);
    for (const link of walked.flatMap(({ leftOut }) => leftOut)) {
      run.err(
        `fanfare scan: ${relative(run.cwd, link)} leads out of what is scanned, and was not looked into.\n`,
      );
    }
    if (files.length === 0) throw new Error('There is no file in it: nothing was looked at.');
    const { found, unread } = await search(run, files);
    for (const finding of found) run.say({ value: finding, text: describe(run, finding) });
    const count = files.length === 1 ? '1 file' : `${files.length} files`;
    for (const { file, why } of unread) run.err(`fanfare scan: ${file} cannot be read (${why}).\n`);
    if (found.length > 0) run.err(`fanfare scan: ${found.length} found in ${count}.\n`);
    else if (!run.isJson && unread.length === 0) run.out(run.paint.green(`No secret in ${count}.`));
    return found.length + unread.length > 0 ? 1 : 0;
  },
};

interface FoundIn extends Finding {
  readonly file: string;
}

function list({ cwd }: Run, path: string): Promise<Walked> {
  return walkFiles(resolve(cwd, path)).catch((cause: NodeJS.ErrnoException) => {
    const why = cause.code === 'ENOENT' ? 'is not there' : `cannot be read (${cause.code ?? 'unknown'})`;
    throw new UsageError(`${path} ${why}.`);
  });
}

interface Searched {
  readonly found: readonly FoundIn[];
  readonly unread: readonly { readonly file: string; readonly why: string }[];
}

async function search(run: Run, files: readonly string[]): Promise<Searched> {
  const progress = createProgress(run, { total: files.length, title: 'Looking for secrets' });
  const found: FoundIn[] = [];
  const unread: { file: string; why: string }[] = [];
  try {
    for (const [index, path] of files.entries()) {
      run.signal.throwIfAborted();
      progress.at(index);
      const file = relative(run.cwd, path);
      try {
        for (const finding of await findInFile(path)) found.push({ file, ...finding });
      } catch (error) {
        unread.push({ file, why: (error as NodeJS.ErrnoException).code ?? 'unknown' });
      }
    }
  } finally {
    progress.end();
  }
  return { found, unread };
}

function describe({ paint }: Run, { file, line, column, kind, shown, fix }: FoundIn): string {
  return `${paint.bold(`${file}:${line}:${column}`)}  ${paint.red(kind)} ${shown}\n  ${fix}`;
}
