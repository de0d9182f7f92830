import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..', '..');

/** How code is written in this repository. */
export const prettierOptions = {
  ...JSON.parse(readFileSync(join(root, '.prettierrc.json'), 'utf8')),
  parser: 'typescript',
};
