import { bundle } from './bundle.mjs';

const members = ['create', 'seed', 'getToken', 'refresh', 'signOut', 'isSingle'];

/** Bundles the page of one peer. Its members are named one by one: an object of all exports would bring a helper of the bundler, in a file of its own. */
export function bundlePeer({ name }) {
  const peer = members.map((member) => `${member}: peer.${member}`).join(', ');
  return bundle(
    `import * as peer from './peers/${name}.mjs'; import { drive } from './in-page.mjs'; globalThis.bench = drive({ ${peer} });`,
  );
}
