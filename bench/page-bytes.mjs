// What a page loads, of ours and of others: before anything runs, and what may follow. `--detail` lists the files.
import { basename } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { report } from './lib/report.mjs';

const ours = '../packages/browser/dist';
const scenarios = {
  'Fanfare: a session': `export { connect } from '${ours}/session/index.js'`,
  'Fanfare: a session and queues': `export { connect } from '${ours}/session/index.js'; export { createQueues } from '${ours}/resources/queues.js'`,
  'Fanfare: the whole client': `export { FanfareClient } from '${ours}/index.js'`,
  '@badgateway/oauth2-client': `export { OAuth2Client, OAuth2Fetch } from '@badgateway/oauth2-client'`,
  '@workos-inc/authkit-js': `export { createClient } from '@workos-inc/authkit-js'`,
  'oidc-client-ts': `export { UserManager } from 'oidc-client-ts'`,
  '@supabase/auth-js': `export { GoTrueClient } from '@supabase/auth-js'`,
  '@auth0/auth0-spa-js': `export { Auth0Client } from '@auth0/auth0-spa-js'`,
  '@azure/msal-browser': `export { PublicClientApplication } from '@azure/msal-browser'`,
};

const isDetailed = process.argv.includes('--detail');
const figures = {};
for (const [name, contents] of Object.entries(scenarios)) {
  const sizes = await sizesOf(contents).catch((error) => ({ failed: error.message.split('\n')[0] }));
  figures[name] = sizes;
  const told = sizes.failed ?? `${sizes.first} bytes first, ${sizes.later} later in ${sizes.files} files`;
  console.log(`${name.padEnd(32)} ${told}`);
}
report('page-bytes', figures);

async function sizesOf(contents) {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    splitting: true,
    outdir: 'out',
    write: false,
    minify: true,
    metafile: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'silent',
  });
  const bytes = new Map(
    outputFiles.map(({ path, contents: file }) => [basename(path), gzipSync(file, { level: 9 }).length]),
  );
  const first = reach(metafile.outputs, (kind) => kind !== 'dynamic-import');
  const later = reach(metafile.outputs, () => true).filter((path) => !first.includes(path));
  const sum = (paths) => paths.reduce((all, path) => all + (bytes.get(basename(path)) ?? 0), 0);
  if (isDetailed)
    for (const path of [...first, ...later]) console.log(`  ${basename(path)} ${bytes.get(basename(path))}`);
  return { first: sum(first), later: sum(later), files: later.length };
}

/** Follows the imports of some kinds from where the bundle begins. */
function reach(outputs, follows) {
  const found = new Set();
  const visit = (path) => {
    if (found.has(path)) return;
    found.add(path);
    for (const { path: next, kind } of outputs[path]?.imports ?? []) if (follows(kind)) visit(next);
  };
  for (const [path, { entryPoint }] of Object.entries(outputs)) if (entryPoint === '<stdin>') visit(path);
  return [...found];
}
