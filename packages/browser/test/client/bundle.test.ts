import { expect, test } from 'vitest';
import { bundle, type BundlePart } from '../support/bundle.js';

const shop = `export { connect } from '@fanfare/browser/session'; export { createQueues } from '@fanfare/browser/queues'`;

// Ceilings, minified + gzip: of what loads before anything runs, and of all that may follow it. Whoever raises one says
// why in the same commit. The last: what was taken back in one tab holds in all before anything is loaded; limits of bids are kept, proofs asked for.
test.each([
  ['everything', `export { FanfareClient } from '@fanfare/browser'`, 23_700, 51_000],
  ['a session', `export { connect } from '@fanfare/browser/session'`, 13_500, 27_500],
  ['a session and queues', shop, 15_900, 27_500],
])('%s fits its budget', async (_what, contents, mostFirst, mostLazy) => {
  const { first, lazy } = await bundle(contents);

  expect(first.gzipBytes).toBeLessThan(mostFirst);
  expect(lazy.gzipBytes).toBeLessThan(mostLazy);
});

// All of it in one file, as for a shop that does not split its code. A stream knows why a session ended.
test.each([
  ['a stream of events, next to a session', `export { createEvents } from '@fanfare/browser/events'`, 10_400],
  ['a feed of activity', `export { createActivity } from '@fanfare/browser/activity'`, 11_450],
  ['a token engine on its own', `export { createSession } from '@fanfare/browser/token-engine'`, 11_200],
  ['what makes proofs of possession', `export { openProofs } from '../../src/dpop/open-proofs.js'`, 4_000],
  ['the reducers on a server', `export { snapshotFromOwnState } from '@fanfare/browser/journeys'`, 2_300],
])('%s fits its budget in one file', async (_what, contents, most) => {
  const { first } = await bundle(contents, { splitting: false });

  expect(first.gzipBytes).toBeLessThan(most);
});

test('no page holds a schema library, a JWT library, ky or anything of Node, now or later', async () => {
  const { first, lazy } = await bundle(`export * from '@fanfare/browser'`);

  for (const { files, text } of [first, lazy]) {
    expect(files.filter((file) => forbidden.test(file))).toEqual([]);
    expect(text).not.toMatch(/["']node:/);
  }
});

const forbidden = /node_modules\/(zod|jose|ky)\/|contract\/src\/(schemas|operations)\//;

test('whoever never meets a refusal, a proof, a draw or a journey never loads what deals with them', async () => {
  const { first, lazy } = await bundle(`export { FanfareClient } from '@fanfare/browser'`);

  const named =
    /(core\/src\/errors\/read-closely|browser\/src\/dpop\/make-proof|browser\/src\/resources\/draws|browser\/src\/journeys\/engine)\.ts$/;
  expect(first.files.filter((file) => named.test(file))).toEqual([]);
  expect(lazy.files.filter((file) => named.test(file))).toHaveLength(4);
});

test('B12: what keeps a session comes whole, in one file, or not at all', async () => {
  const { lazyFiles } = await bundle(`export { FanfareClient } from '@fanfare/browser'`);

  const keeps = ['refresh-exchange', 'exclusive', 'lease-locks', 'indexed-db-token-store', 'guarded-call'];
  const namesOf = (files: readonly string[]): string[] =>
    files.flatMap((file) => /([a-z-]+)\.ts$/.exec(file)?.[1] ?? []);
  const apart = Object.values(lazyFiles)
    .map(namesOf)
    .map((names) => keeps.filter((name) => names.includes(name)));
  expect(apart.filter((names) => names.length > 0)).toEqual([keeps]);
});

test.each([
  ['everything', `export { FanfareClient } from '@fanfare/browser'`],
  ['a session', `export { connect } from '@fanfare/browser/session'`],
  ['a session and queues', shop],
])('B12: the engine next to %s is one file, asked for in one round', async (_what, contents) => {
  const { lazyImports } = await bundle(contents);

  const [engine] = Object.entries(lazyImports).filter(([, { files }]) =>
    files.some((file) => file.endsWith('browser/src/engine.ts')),
  );

  expect(engine?.[1].later).toEqual([]);
});

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
  const { files } = whole(await bundle(`export * from '@fanfare/browser/${part}'`));

  const held = files.flatMap((file) => /browser\/src\/resources\/([a-z-]+)\.ts$/.exec(file)?.[1] ?? []);

  expect(held).toContain(part);
  expect(held.filter((name) => name !== part && parts.includes(name))).toEqual([]);
  expect(files.filter((file) => /browser\/src\/(journeys|session|auth)\//.test(file))).toEqual([]);
});

test('G2: the bundle needs no unsafe-eval and brings no inline style', async () => {
  const { text } = whole(await bundle(`export * from '@fanfare/browser'`));

  expect(text).not.toMatch(/\beval\(|new Function\(|\.innerHTML|createElement\(/);
});

function whole({
  first,
  lazy,
}: {
  readonly first: BundlePart;
  readonly lazy: BundlePart;
}): Pick<BundlePart, 'files' | 'text'> {
  return { files: [...first.files, ...lazy.files], text: first.text + lazy.text };
}
