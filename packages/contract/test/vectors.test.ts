import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { requestSignature, serverErrors, clientErrors, webhookSignature } from '@fanfare/contract';
import requestVectors from '@fanfare/contract/vectors/request-signatures.json' with { type: 'json' };
import ed25519Vectors from '@fanfare/contract/vectors/request-signatures-ed25519.json' with { type: 'json' };
import webhookVectors from '@fanfare/contract/vectors/webhook-signatures.json' with { type: 'json' };

const run = promisify(execFile);
const scripts = join(import.meta.dirname, '../scripts');
const script = join(scripts, 'make-vectors.mjs');
const undo: (() => Promise<void>)[] = [];

async function copyOfVectors(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'fanfare-vectors-'));
  undo.push(() => rm(copy, { recursive: true }));
  await cp(join(import.meta.dirname, '../vectors'), copy, { recursive: true });
  return copy;
}

afterEach(async () => {
  await Promise.all(undo.splice(0).map((step) => step()));
});

describe('E12: the vectors', () => {
  it('are what the script writes', async () => {
    await expect(run(process.execPath, [script, '--check'])).resolves.toMatchObject({ stderr: '' });
  });

  it.each([
    'request-signatures.json',
    'request-signatures-ed25519.json',
    'role-matrix.json',
    'webhook-signatures.json',
    'encrypted-fields.json',
  ])('are drift-checked: %s', async (name) => {
    const copy = await copyOfVectors();
    const file = join(copy, name);
    await writeFile(file, (await readFile(file, 'utf8')).replace('about', 'abuot'));

    const failed = await run(process.execPath, [script, '--check', '--dir', copy]).catch((error) => error);

    expect(failed).toMatchObject({ code: 1, stderr: expect.stringContaining(name) });
  });

  it('are made with the modules of Node alone', async () => {
    const files = (await readdir(scripts, { recursive: true })).filter((name) => name.includes('vectors'));
    const sources = await Promise.all(
      files.filter((name) => name.endsWith('.mjs')).map((name) => readFile(join(scripts, name), 'utf8')),
    );
    const imports = sources.flatMap((source) => [...source.matchAll(/(?:from|import\() ?'([^']+)'/g)]);

    expect(new Set(imports.map(([, name]) => name))).toEqual(
      new Set([
        'node:fs',
        'node:url',
        'node:crypto',
        './vectors/encrypted-fields.mjs',
        './vector-rsa-key.mjs',
        './vectors/ed25519-signatures.mjs',
        './vectors/request-signatures.mjs',
        './vectors/role-matrix.mjs',
        './signed-requests.mjs',
        './vectors/webhook-signatures.mjs',
      ]),
    );
  });

  it('agree with the constants of the contract', () => {
    const { label, tag, components, bodyComponents, unsafeComponents, versionComponents, parameters } =
      requestSignature;
    for (const { request, expected } of [...requestVectors.signed, ...ed25519Vectors.signed]) {
      const input = expected.headers['signature-input'];
      const [list = '', rest = ''] = input.split(');');

      expect(list).toBe(
        `${label}=(${[
          ...components,
          ...('bodyBase64' in request ? bodyComponents : []),
          ...(request.method === 'GET' ? [] : unsafeComponents),
          ...('x-fanfare-api-version' in request.headers ? versionComponents : []),
        ]
          .map((name) => `"${name}"`)
          .join(' ')}`,
      );
      expect(rest.split(';').map((parameter) => parameter.split('=')[0])).toEqual(parameters);
      expect(rest).toContain(`tag="${tag}"`);
    }
    expect(requestVectors.expires - requestVectors.created).toBe(requestSignature.lifetimeSeconds);
    expect(webhookVectors.toleranceSeconds).toBe(webhookSignature.toleranceSeconds);
  });

  it('use codes of the closed list', () => {
    for (const { code } of [...requestVectors.refused, ...ed25519Vectors.refused])
      expect(serverErrors).toHaveProperty(code);
    for (const { code } of webhookVectors.refused) expect(clientErrors).toHaveProperty(code);
  });
});
