import { bundle } from './bundle.mjs';

/** Bundles the page of one peer. */
export function bundlePeer({ name }) {
  return bundle(
    `import * as peer from './peers/${name}.mjs'; import { drive } from './in-page.mjs'; globalThis.bench = drive(peer);`,
  );
}
