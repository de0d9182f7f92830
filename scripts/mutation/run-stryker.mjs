import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../steps/suites.mjs';
import { copyTree } from './copy-tree.mjs';
import { testsOf } from './targets.mjs';

const tool = join(root, 'fixtures/mutation/node_modules/@stryker-mutator');

/** Mutates one file of a group in a copy of the tree, or some places of it, and returns its mutants as Stryker reports them. */
export function runStryker(file, { group, places = [] }) {
  const copy = mkdtempSync(join(tmpdir(), 'fanfare-mutation-'));
  try {
    copyTree(copy);
    writeFileSync(join(copy, 'vitest.mutation.config.mjs'), vitestConfig(testsOf(file, group)));
    writeFileSync(
      join(copy, 'stryker.config.json'),
      JSON.stringify(strykerConfig(places.length === 0 ? [file] : places.map((place) => `${file}:${place}`))),
    );
    const { status } = spawnSync(process.execPath, [join(tool, 'core/bin/stryker.js'), 'run'], {
      cwd: copy,
      stdio: 'inherit',
    });
    if (status !== 0) throw new Error(`Stryker ended with ${status} for ${file}.`);
    return JSON.parse(readFileSync(join(copy, 'mutation.json'), 'utf8')).files[file];
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** The conditions are those of vitest.config.ts; files share what they load, which halves the time. */
function vitestConfig(tests) {
  const conditions = (host) => ['@fanfare/source', 'module', host, 'development|production'];
  const config = {
    resolve: { conditions: conditions('browser') },
    ssr: { resolve: { conditions: conditions('node') } },
    test: { include: tests, isolate: false, unstubGlobals: true, unstubEnvs: true, restoreMocks: true },
  };
  return `export default ${JSON.stringify(config)};\n`;
}

function strykerConfig(mutate) {
  return {
    mutate,
    inPlace: true,
    plugins: [join(tool, 'vitest-runner/dist/src/index.js')],
    testRunner: 'vitest',
    vitest: { configFile: 'vitest.mutation.config.mjs', related: true },
    coverageAnalysis: 'perTest',
    concurrency: 1,
    timeoutMS: 10_000,
    reporters: ['json', 'progress-append-only'],
    jsonReporter: { fileName: 'mutation.json' },
    allowEmpty: true,
    checkers: [],
  };
}
