import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Lists the files at and below a path, sorted; links are followed by nobody, for they may lead in a circle. */
export async function walkFiles(path: string): Promise<readonly string[]> {
  const found = await stat(path);
  if (found.isFile()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
