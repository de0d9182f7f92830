import { bundle } from './bundle.mjs';

/** Bundles the page of one peer. */
export async function bundlePeer({ name }) {
  const { files } = await bundle(
    `import * as peer from './peers/${name}.mjs'; import { drive } from './in-page.mjs'; globalThis.bench = drive(peer);`,
  );
  return files;
}
