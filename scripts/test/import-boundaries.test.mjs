import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../steps/suites.mjs';

const refused = [
  ['contract/src/a.ts', `import '@fanfare/core';`],
  ['contract/src/b.ts', `import type { A } from '@fanfare/mock';\nexport type B = A;`],
  ['contract/src/c.ts', `import 'node:crypto';`],
  ['contract/src/d.ts', `import * as z from 'zod';\nexport const d = z.string();`],
  ['core/src/a.ts', `import '@fanfare/browser';`],
  ['core/src/b.ts', `import '@fanfare/contract/schemas';`],
  ['core/src/c.ts', `import ky from 'ky';\nexport const c = ky;`],
  ['core/src/d.ts', `import * as z from 'zod/mini';\nexport const d = z.string();`],
  ['browser/src/a.ts', `import '@fanfare/node';`],
  ['browser/src/b.ts', `export const load = () => import('@fanfare/node/webhooks');`],
  ['browser/src/c.ts', `import { jwtVerify } from 'jose';\nexport const c = jwtVerify;`],
  ['browser/src/d.ts', `import '@fanfare/contract/operations';`],
  ['browser/src/e.ts', `export { queue } from '@fanfare/contract/schemas';`],
  ['browser/src/f.ts', `import '@fanfare/mock';`],
  ['browser/src/g.ts', `import ky from 'ky';\nexport const g = ky;`],
  ['node/src/a.ts', `import '@fanfare/browser/session';`],
  ['node/src/b.ts', `import '@fanfare/mock';`],
  ['node/src/c.ts', `import { jwtVerify } from 'jose';\nexport const c = jwtVerify;`],
  ['node/src/d.ts', `export const d = () => window.name;`],
  ['mock/src/a.ts', `import '@fanfare/core';`],
  ['mock/src/b.ts', `import '@fanfare/node';`],
  ['mock/src/c.ts', `export const c = () => console.log('c');`],
  ['mock/src/d.ts', `export const d = (value: any): unknown => value;`],
];

const allowed = [
  ['core/src/ok.ts', `import '@fanfare/contract';`],
  ['core/src/transport/ok.ts', `import ky from 'ky';\nexport const c = ky;`],
  [
    'browser/src/ok.ts',
    `import '@fanfare/core/base';\nimport type { A } from '@fanfare/contract/schemas';\nexport type B = A;`,
  ],
  ['browser/src/dpop/load-jose.ts', `export const load = () => import('jose');`],
  [
    'node/src/ok.ts',
    `import '@fanfare/core';\nimport 'node:crypto';\nimport '@fanfare/contract/operations';`,
  ],
  ['node/src/tokens/ok.ts', `import { jwtVerify } from 'jose';\nexport const c = jwtVerify;`],
  ['node/src/verify/ok.ts', `import { jwtVerify } from 'jose';\nexport const c = jwtVerify;`],
  [
    'mock/src/ok.ts',
    `import { SignJWT } from 'jose';\nimport '@fanfare/contract/schemas';\nexport const c = SignJWT;`,
  ],
];

let directory;
let reported;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'boundaries-'));
  cpSync(join(root, 'oxlint.config.ts'), join(directory, 'oxlint.config.ts'));
  for (const [file, source] of [...refused, ...allowed]) {
    const path = join(directory, 'packages', file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${source}\n`);
  }
  reported = lint(directory);
});

afterAll(() => rmSync(directory, { recursive: true }));

test.each(refused)('refuses %s: %s', (file) => {
  expect(reported).toContain(`packages/${file}`);
});

test.each(allowed)('allows %s', (file) => {
  expect(reported).not.toContain(`packages/${file}`);
});

function lint(cwd) {
  const oxlint = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint');
  try {
    return execFileSync(process.execPath, [oxlint, '--format=unix', '.'], { cwd, encoding: 'utf8' });
  } catch (error) {
    return error.stdout;
  }
}
