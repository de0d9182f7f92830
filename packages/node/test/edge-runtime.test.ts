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

describe('O3: on a runtime without the modules of Node', () => {
  it.each(['@fanfare/node/tokens', '@fanfare/node/credentials', '@fanfare/node/authorization'])(
    '%s loads: what it has of them it asks for, and does without',
    async (entry) => {
      expect(await neededFromNode(entry)).toEqual([]);
    },
  );

  it('is told apart by this test: the client itself signs with the crypto of Node', async () => {
    expect(await neededFromNode('@fanfare/node')).toContain('node:crypto');
  });
});
