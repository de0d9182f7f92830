import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../steps/suites.mjs';

/** The package.json of an application that uses every package, with what they expect it to bring along. */
export function consumerManifest(packed) {
  const tarballs = packed.map(({ name, tarball }) => [name, `file:${tarball}`]);
  const peers = packed.flatMap(({ name }) => Object.entries(manifestOf(name).peerDependencies ?? {}));
  const foreign = peers.filter(([name]) => !name.startsWith('@fanfare/'));
  return {
    name: 'consumer',
    private: true,
    type: 'module',
    dependencies: Object.fromEntries([...foreign, ...tarballs]),
  };
}

function manifestOf(name) {
  const file = join(root, 'packages', name.split('/')[1], 'package.json');
  return JSON.parse(readFileSync(file, 'utf8'));
}
