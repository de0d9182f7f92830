import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const directory =
  process.env['FANFARE_VECTORS'] ?? join(import.meta.dirname, '../../../../../shared/vectors');

/** Reads a file of published vectors; says loudly that a suite is skipped where the folder is missing. */
export function publishedVectors(name: string): unknown {
  const file = join(directory, name);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  console.warn(`SKIPPED: published vectors ${name} (set FANFARE_VECTORS)`);
  return undefined;
}
