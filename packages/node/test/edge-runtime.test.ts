import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

/** Bundles an entry as for an edge worker, and returns which modules of Node it needs to load. */
async function neededFromNode(entry: string): Promise<string[]> {
  const { metafile } = await build({
    stdin: { contents: `export * from '${entry}';`, resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['@fanfare/source', 'workerd', 'worker', 'browser'],
    external: ['node:*'],
    metafile: true,
    logLevel: 'silent',
  });
  const imports = Object.values(metafile.inputs).flatMap((input) => input.imports);
  return imports
    .filter(({ path, kind }) => path.startsWith('node:') && kind !== 'dynamic-import')
    .map(({ path }) => path);
}

/** Everything but what keeps files and connections of Node. */
const entries = [
  '@fanfare/node',
  '@fanfare/node/admin',
  '@fanfare/node/authorization',
  '@fanfare/node/credentials',
  '@fanfare/node/encryption',
  '@fanfare/node/monitoring',
  '@fanfare/node/sessions',
  '@fanfare/node/tokens',
  '@fanfare/node/web-security',
  '@fanfare/node/webhooks',
];

describe('O3: on a runtime without the modules of Node', () => {
  it.each(entries)('%s loads: what it has of them it asks for, and does without', async (entry) => {
    expect(await neededFromNode(entry)).toEqual([]);
  });

  it('is told apart by this test: connections of one’s own are those of Node', async () => {
    expect(await neededFromNode('@fanfare/node/undici')).toContain('node:crypto');
  });
});
