// Protects: "the documentation builds as a site": no page links to one that is not there, search has its index, and machines find every page as
// Markdown where llms.txt says. Installs VitePress from the lockfile of docs/.
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './steps/suites.mjs';

const docs = join(root, 'docs');
const site = join(docs, '.vitepress', 'dist');
const run = (...args) =>
  execFileSync('npm', args, { cwd: docs, stdio: 'inherit', shell: process.platform === 'win32' });

run('ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error');
run('run', '--silent', 'build');

const index = readFileSync(join(site, 'llms.txt'), 'utf8');
const pages = [...index.matchAll(/\]\(\/([^)]+)\)/g)].map(([, page]) => page);
const missing = pages.flatMap((page) => [page, htmlOf(page)]).filter((file) => !existsSync(join(site, file)));
for (const file of missing) console.error(`${file} is not in the site`);
if (globSync('assets/chunks/*localSearchIndex*.js', { cwd: site }).length === 0) {
  console.error('the site has no index for its search');
  process.exitCode = 1;
}
if (missing.length > 0 || pages.length === 0) process.exitCode = 1;

function htmlOf(page) {
  return page.replace(/README\.md$/, 'index.md').replace(/\.md$/, '.html');
}
