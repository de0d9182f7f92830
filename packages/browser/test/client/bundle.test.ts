import { gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';
import { expect, test } from 'vitest';

interface Bundle {
  readonly text: string;
  readonly gzipBytes: number;
  /** The files that something of is in the bundle. */
  readonly files: readonly string[];
}

/** Bundles an import as a shop does. */
async function bundle(contents: string): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
    bundle: true,
    write: false,
    minify: true,
    metafile: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: ['@fanfare/source'],
  });
  const text = outputFiles[0]?.text ?? '';
  const [output] = Object.values((metafile as Metafile).outputs);
  const files = Object.entries(output?.inputs ?? {}).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  return { text, gzipBytes: gzipSync(text, { level: 9 }).length, files: files.map(([file]) => file) };
}

// Ceilings, minified + gzip. Whoever raises one says why in the same commit.
test.each([
  ['everything', `export { FanfareClient } from '@fanfare/browser'`, 46_000],
  [
    'a session and queues',
    `export { connect } from '@fanfare/browser/session'; export { createQueues } from '@fanfare/browser/queues'`,
    32_000,
  ],
  ['a stream of events, next to a session', `export { createEvents } from '@fanfare/browser/events'`, 8_500],
  ['a feed of activity', `export { createActivity } from '@fanfare/browser/activity'`, 9_400],
  // 200 more since it tells which token is in use, and can say that a session expired.
  ['a token engine on its own', `export { createSession } from '@fanfare/browser/session'`, 11_100],
  // Loaded with the first sign-in that is bound to a key, and not before.
  ['what makes proofs of possession', `export { openProofs } from '../../src/dpop/open-proofs.js'`, 4_000],
  ['the reducers on a server', `export { snapshotFromOwnState } from '@fanfare/browser/journeys'`, 1_900],
])(
  '%s fits its budget, and holds no schema library, no JWT library and nothing of Node',
  async (_what, contents, most) => {
    const { text, gzipBytes, files } = await bundle(contents);

    expect(gzipBytes).toBeLessThan(most);
    expect(
      files.filter((file) => /node_modules\/(zod|jose)\/|contract\/src\/(schemas|operations)\//.test(file)),
    ).toEqual([]);
    expect(text).not.toMatch(/["']node:/);
  },
);

const parts = [
  'queues',
  'draws',
  'auctions',
  'timed-releases',
  'appointments',
  'waitlists',
  'loyalty',
  'beacon',
  'consent',
];

test.each(parts)('%s alone hold nothing of the other parts', async (part) => {
  const { files } = await bundle(`export * from '@fanfare/browser/${part}'`);

  const held = files.flatMap((file) => /browser\/src\/resources\/([a-z-]+)\.ts$/.exec(file)?.[1] ?? []);

  expect(held).toContain(part);
  expect(held.filter((name) => name !== part && parts.includes(name))).toEqual([]);
  expect(files.filter((file) => /browser\/src\/(journeys|session|auth)\//.test(file))).toEqual([]);
});

test('G2: the bundle needs no unsafe-eval and brings no inline style', async () => {
  const { text } = await bundle(`export * from '@fanfare/browser'`);

  expect(text).not.toMatch(/\beval\(|new Function\(|\.innerHTML|createElement\(/);
});
