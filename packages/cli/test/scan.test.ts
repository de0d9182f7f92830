import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { findInFile } from '../src/scan/find-in-file.js';
import { findSecrets } from '../src/scan/find-secrets.js';
import { run } from './support/terminal.js';

const key = 'sk_test_aurora_mock_of_the_scan';

function build(files: Readonly<Record<string, string | Buffer>>): string {
  const cwd = mkdtempSync(join(tmpdir(), 'fanfare-scan-'));
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
  mkdirSync(join(cwd, 'dist/assets'), { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(cwd, 'dist', name), content);
  return cwd;
}

it('A5: fails a build with a secret key in it, says where, and never prints the key', async () => {
  const cwd = build({ 'index.html': '<p>hello</p>', 'assets/app.js': `let a=1;\nfetch(u,{k:"${key}"})` });

  const { code, out, err } = await run(['scan', 'dist'], { cwd });

  expect(code).toBe(1);
  expect(out).toContain('dist/assets/app.js:2:13');
  expect(out + err).not.toContain(key);
});

it('A5: passes a build with a publishable key in it', async () => {
  const cwd = build({ 'app.js': 'new FanfareClient({ publishableKey: "pk_live_borealis_mock" })' });

  const { code, out } = await run(['scan', 'dist'], { cwd });

  expect(code).toBe(0);
  expect(out).toContain('No secret in 1 file.');
});

it.each([
  ['a webhook secret', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
  ['a private key', '-----BEGIN EC PRIVATE KEY-----\nMHcCAQEE'],
  ['a live key', 'sk_live_0123456789abcdef'],
])('finds %s', (_, secret) => {
  expect(findSecrets(`const a = "${secret}"`)).toHaveLength(1);
});

it.each(['sk_fruit_12345678', 'ask_test_12345678', 'sk_test_', 'whsec_', 'skew_live_12345678'])(
  'takes %s for nothing',
  (text) => {
    expect(findSecrets(`const a = "${text}"`)).toEqual([]);
  },
);

it('finds a key in base64, wherever it stands in what was encoded', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 9 }), fc.constantFrom('live', 'test'), (before, mode) => {
      const secret = `sk_${mode}_0123456789abcdef`;
      const encoded = Buffer.from(`${before}${secret}`).toString('base64');

      expect(findSecrets(`x="${encoded}"`).map(({ kind }) => kind)).toContain('secret key in base64');
    }),
  );
});

it('tells the place of each of several secrets, in bytes that are no text', () => {
  const bytes = Buffer.concat([Buffer.from([0, 255, 10]), Buffer.from(`${key}\n\n  ${key}`)]);

  expect(findSecrets(bytes.toString('latin1')).map(({ line, column }) => [line, column])).toEqual([
    [2, 1],
    [4, 3],
  ]);
});

it('never shows more of a secret than its beginning', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9]{16,64}$/), (rest) => {
      for (const secret of [`sk_live_${rest}`, `whsec_${rest}`]) {
        const [found] = findSecrets(secret);
        expect(JSON.stringify(found)).not.toContain(secret.slice(0, 16));
      }
    }),
  );
});

it.each([[[]], [['nowhere']]])('ends with 2 for %j', async (paths) => {
  expect((await run(['scan', ...paths])).code).toBe(2);
});

it('does not call an empty directory clean', async () => {
  expect((await run(['scan', 'dist'], { cwd: build({}) })).code).toBe(1);
});

it('prints one finding a line as JSON', async () => {
  const cwd = build({ 'a.js': key, 'b.js': `\n${key}` });

  const { out } = await run(['scan', 'dist', '--json'], { cwd });

  const found = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly file: string });
  expect(found.map(({ file }) => file)).toEqual(['dist/a.js', 'dist/b.js']);
});

it.each([
  ['a source map', `{"sourcesContent":["KEY=\\n${key}"]}`],
  ['JSON that was made safe for HTML', `{\\u0022key\\u0022:\\u0022${key}\\u0022}`],
  ['a hexadecimal escape', `"\\x3d${key}"`],
  ['an address', `?settings=%7B%22key%22%3A%22${key}%22%7D`],
])('A5: finds a key behind an escape of %s', (_, text) => {
  expect(findSecrets(text)).toHaveLength(1);
});

it('A5: reads what a link to a file leads to, goes in no circle, and says which link leads out', async () => {
  const cwd = build({ 'a.js': 'let a' });
  mkdirSync(join(cwd, 'elsewhere'));
  writeFileSync(join(cwd, 'elsewhere', 'secret.js'), key);
  symlinkSync(join(cwd, 'elsewhere', 'secret.js'), join(cwd, 'dist', 'link.js'));
  symlinkSync(join(cwd, 'dist'), join(cwd, 'dist', 'assets', 'circle'));
  symlinkSync(join(cwd, 'elsewhere'), join(cwd, 'dist', 'out'));
  symlinkSync(join(cwd, 'nowhere'), join(cwd, 'dist', 'broken'));

  const { code, out, err } = await run(['scan', 'dist'], { cwd });

  expect(code).toBe(1);
  expect(out.match(/secret key sk_/g)).toHaveLength(1);
  expect(out).toContain('dist/link.js:1:1');
  expect(err).toContain('dist/out leads out');
  expect(err).not.toContain('circle');
});

it('A5: finds the same in a file that is read in pieces', async () => {
  const text = Array.from({ length: 400 }, (_, index) => `${'x'.repeat(index)} ${key}\n`).join('');
  const file = join(build({ 'big.js': text }), 'dist', 'big.js');

  expect(await findInFile(file, 1_000)).toEqual(findSecrets(text));
});

it('stops with 130 at Ctrl+C, and calls nothing clean', async () => {
  const { code, out, err } = await run(['scan', 'dist'], {
    cwd: build({ 'a.js': 'let a' }),
    signal: AbortSignal.abort(),
  });

  expect([code, out]).toEqual([130, '']);
  expect(err).toContain('stopped');
});
