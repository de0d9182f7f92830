import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

// Put together here, so that this file is not what it plants.
const planted = {
  'a secret key': ['sk_', 'live_', 'Zr8Qp2Lm5Xv9Tn3Bw7Kd4Hs6'].join(''),
  'a webhook secret': ['whsec', '_Zr8Qp2Lm5Xv9Tn3Bw7Kd4Hs6Yc1Fj0Gu'].join(''),
  'a private key': ['-----BEGIN PRIVATE', ' KEY-----\n', 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n'.repeat(4)].join(
    '',
  ),
  'a token of a registry': ['npm', '_Zr8Qp2Lm5Xv9Tn3Bw7Kd4Hs6Yc1Fj0GuAaBb'].join(''),
};

function commit(files) {
  const repo = mkdtempSync(join(tmpdir(), 'fanfare-secrets-'));
  onTestFinished(() => rmSync(repo, { recursive: true, force: true }));
  const git = (...args) =>
    execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@localhost', ...args], { cwd: repo });
  git('init', '-q');
  for (const [name, content] of Object.entries(files)) writeFileSync(join(repo, name), content);
  git('add', '.');
  git('commit', '-qm', 'first');
  return { repo, git };
}

function check(repo, ...args) {
  const { status, stderr } = spawnSync(
    process.execPath,
    ['scripts/check-secrets.mjs', '--repo', repo, ...args],
    {
      encoding: 'utf8',
    },
  );
  return { status, stderr };
}

test.each(Object.entries(planted))('A9, N4: finds %s that is planted, without printing it', (_, secret) => {
  const { repo } = commit({ 'settings.ts': `export const key = \`${secret}\`;` });

  const { status, stderr } = check(repo);

  expect(status).toBe(1);
  expect(stderr).toContain('settings.ts:1');
  expect(stderr).not.toContain(secret);
});

test('A9: finds what was committed once and is deleted now, in the history', () => {
  const { repo, git } = commit({ 'key.pem': planted['a private key'] });
  git('rm', '-q', 'key.pem');
  git('commit', '-qm', 'second');

  expect(check(repo).status).toBe(0);
  expect(check(repo, '--history').status).toBe(1);
});

test('A9: takes a key for tests for what it is', () => {
  const { repo } = commit({
    'shop.ts': 'sk_test_aurora_mock whsec_for_the_tests_only pk_live_borealis_mock',
  });

  expect(check(repo).status).toBe(0);
});
