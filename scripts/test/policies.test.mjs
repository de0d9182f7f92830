import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runtimeDependencies } from '../runtime-dependencies.mjs';
import { root } from '../steps/suites.mjs';

const read = (...path) => readFileSync(join(root, ...path), 'utf8');
const workflows = readdirSync(join(root, '.github', 'workflows')).map((name) => [
  name,
  read('.github', 'workflows', name),
]);
const manifests = readdirSync(join(root, 'packages')).map((name) =>
  JSON.parse(read('packages', name, 'package.json')),
);

test('M1: the policy says where to report, when somebody answers, and which versions are mended', () => {
  const policy = read('SECURITY.md');

  expect(policy).toContain('security@fanfare.io');
  expect(policy).toMatch(/within 24 hours/i);
  expect(policy).toContain('## Versions that get fixes');
  for (const { bugs } of manifests) expect(bugs.email).toBe('security@fanfare.io');
});

test.each(workflows)('N13: %s pins every action to a commit and begins with no rights', (_, text) => {
  const used = [...text.matchAll(/uses: (\S+)/g)].map(([, action]) => action);

  for (const action of used) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
  expect(text).toMatch(/^permissions: \{\}$/m);
  expect(text).not.toMatch(/pull_request_target|\$\{\{ *secrets\./);
});

test('N4, N9, N11: every change is tested, and scanned for holes and secrets', () => {
  const check = read('.github', 'workflows', 'check.yml');

  expect(check).toMatch(/^ {2}pull_request:$/m);
  for (const command of ['bash .ci/run', 'run:audit', 'check-secrets.mjs --history', 'run:changeset'])
    expect(check).toContain(command);
  expect(read('.github', 'CODEOWNERS')).toMatch(/^\* +@/m);
});

test('N4: a finding of the static analysis stops the build', () => {
  const directory = mkdtempSync(join(tmpdir(), 'fanfare-lint-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  writeFileSync(join(directory, 'planted.ts'), 'export const run = (text: string): unknown => eval(text);\n');

  const oxlint = join(root, 'node_modules', '.bin', 'oxlint');
  const { status, stdout } = spawnSync(oxlint, ['--deny-warnings', '-c', 'oxlint.config.ts', directory], {
    cwd: root,
    encoding: 'utf8',
  });

  expect(status).not.toBe(0);
  expect(stdout).toContain('eval');
});

test('N8: an installation that differs from the lockfile fails', () => {
  const project = mkdtempSync(join(tmpdir(), 'fanfare-lock-'));
  onTestFinished(() => rmSync(project, { recursive: true, force: true }));
  writeFileSync(join(project, 'package.json'), '{ "name": "x", "dependencies": { "zod": "4.6.7" } }');
  writeFileSync(join(project, 'pnpm-lock.yaml'), "lockfileVersion: '9.0'\nimporters:\n  .: {}\n");

  const { status, stdout } = spawnSync(
    'pnpm',
    ['install', '--frozen-lockfile', '--offline', '--ignore-workspace'],
    {
      cwd: project,
      encoding: 'utf8',
    },
  );

  expect(status).not.toBe(0);
  expect(stdout).toContain('ERR_PNPM_OUTDATED_LOCKFILE');
  expect(read('scripts', 'toolchain.mjs')).toContain("'--frozen-lockfile'");
});

test('N10: no reason is given for a dependency that is gone', () => {
  const used = new Set(manifests.flatMap(({ dependencies = {} }) => Object.keys(dependencies)));

  expect(Object.keys(runtimeDependencies).filter((name) => !used.has(name))).toEqual([]);
});
