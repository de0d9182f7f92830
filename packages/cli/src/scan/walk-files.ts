import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** What there is to read at and below a path. */
export interface Walked {
  readonly files: readonly string[];
  /** Links to directories outside of it, which nobody looked into. */
  readonly leftOut: readonly string[];
}

/**
 * Lists the files at and below a path, sorted. A link to a file is read, as a server would; one to a directory is not followed: within
 * the path it leads to what is read anyway, and perhaps in a circle, and outside it may be the whole disk.
 */
export async function walkFiles(path: string): Promise<Walked> {
  const found = await stat(path);
  if (found.isFile()) return { files: [path], leftOut: [] };
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const whole = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const links = entries
    .filter((entry) => entry.isSymbolicLink())
    .map((entry) => join(entry.parentPath, entry.name));
  const root = await realpath(path);
  const leads = await Promise.all(links.map(async (link) => ({ link, to: await kindOf(link, root) })));
  const of = (kind: Lead): readonly string[] => leads.filter(({ to }) => to === kind).map(({ link }) => link);
  return { files: [...whole, ...of('file')].sort(), leftOut: of('outside') };
}

type Lead = 'file' | 'outside' | 'nothing new';

async function kindOf(link: string, root: string): Promise<Lead> {
  try {
    const target = await realpath(link);
    const found = await stat(target);
    if (found.isFile()) return 'file';
    const isInside = `${target}${sep}`.startsWith(`${root}${sep}`);
    return found.isDirectory() && !isInside ? 'outside' : 'nothing new';
  } catch {
    return 'nothing new'; // broken, or a circle of links: a server has nothing to send either
  }
}
