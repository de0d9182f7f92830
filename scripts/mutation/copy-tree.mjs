import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../steps/suites.mjs';

/** Copies the packages as they stand on the disk, with their links, so that Stryker may write into the sources. */
export function copyTree(copy) {
  const listed = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', 'packages', '*.json'];
  const files = execFileSync('git', listed, { cwd: root, encoding: 'utf8' }).split('\0');
  for (const file of files) {
    if (file !== '' && existsSync(join(root, file))) cpSync(join(root, file), join(copy, file));
  }
  // Links to the other packages are relative, so they lead to the copies of those.
  for (const name of readdirSync(join(copy, 'packages'))) {
    const links = join('packages', name, 'node_modules');
    if (!existsSync(join(root, links))) continue;
    cpSync(join(root, links), join(copy, links), { recursive: true, verbatimSymlinks: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
}
