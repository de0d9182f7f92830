import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../steps/suites.mjs';

/**
 * Releases a copy of the working tree without publishing anything: raises the versions as changesets say, and lets pnpm go through
 * the publication. Returns the manifests as they are in the tarballs, and the files of each.
 */
export function rehearse() {
  const copy = mkdtempSync(join(tmpdir(), 'fanfare-release-'));
  const run = (command, ...args) =>
    execFileSync(command, args, { cwd: copy, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    for (const file of trackedFiles()) {
      mkdirSync(join(copy, dirname(file)), { recursive: true });
      cpSync(join(root, file), join(copy, file));
    }
    for (const part of ['.', ...directories()]) link(join(root, part), join(copy, part));
    run(join(copy, 'node_modules', '.bin', 'changeset'), 'version');
    run(
      'pnpm',
      '-r',
      'publish',
      '--dry-run',
      '--no-git-checks',
      '--tag',
      'next',
      '--access',
      'public',
      '--report-summary',
    );
    const { publishedPackages } = JSON.parse(readFileSync(join(copy, 'pnpm-publish-summary.json'), 'utf8'));
    return publishedPackages.map(({ name, version, files }) => ({
      name,
      version,
      files: files.map(({ path }) => path),
      changelog: readFileSync(join(copy, 'packages', name.split('/')[1], 'CHANGELOG.md'), 'utf8'),
    }));
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function trackedFiles() {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached'], { cwd: root, encoding: 'utf8' });
  return listed.split('\0').filter((file) => file !== '' && existsSync(join(root, file)));
}

function directories() {
  const packages = execFileSync('git', ['ls-files', 'packages/*/package.json'], {
    cwd: root,
    encoding: 'utf8',
  });
  return packages
    .trim()
    .split('\n')
    .map((file) => dirname(file));
}

/** What git does not track and a release needs: the dependencies, and what was built. */
function link(from, to) {
  if (existsSync(join(from, 'node_modules')))
    symlinkSync(join(from, 'node_modules'), join(to, 'node_modules'), 'junction');
  if (existsSync(join(from, 'SECURITY.md')) && !existsSync(join(to, 'SECURITY.md')))
    cpSync(join(from, 'SECURITY.md'), join(to, 'SECURITY.md'));
  if (existsSync(join(from, 'dist'))) cpSync(join(from, 'dist'), join(to, 'dist'), { recursive: true });
}
