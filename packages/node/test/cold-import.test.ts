import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { build, type Metafile } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const costly = ['zod', 'jose', 'ky'];

/** Prints after every step which files were loaded until then. */
const script = `
import { registerHooks } from 'node:module';
const loaded = [];
registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
const steps = {};
const { FanfareServer, verifyConsumerToken } = await import('./entry.js');
const fanfare = new FanfareServer({ secretKey: 'sk_test_a1b2c3d4e5f6', baseUrl: 'http://127.0.0.1:9', organizationId: 'org_1' });
steps.constructed = [...loaded];
await fanfare.consumers.get('csm_1', { maxRetries: 0 }).catch(() => undefined);
steps.called = [...loaded];
const jwk = { kty: 'OKP', crv: 'Ed25519', kid: 'k', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo', alg: 'EdDSA', use: 'sig' };
const token = [{ alg: 'EdDSA', kid: 'k' }, {}].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
await verifyConsumerToken(token.join('.') + '.AAAA', { jwks: { keys: [jwk] }, organizationId: 'org_1' }).catch(() => undefined);
steps.verified = [...loaded];
console.log(JSON.stringify(steps));
`;

let directory = '';
let packagesAfter: (step: string) => string[];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'fanfare-cold-'));
  const { metafile } = await build({
    stdin: {
      contents: `export { FanfareServer } from '@fanfare/node'; export { verifyConsumerToken } from '@fanfare/node/tokens';`,
      resolveDir: import.meta.dirname,
      sourcefile: 'entry.ts',
    },
    entryNames: 'entry',
    outdir: directory,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    conditions: ['@fanfare/source'],
    metafile: true,
    logLevel: 'silent',
  });
  await writeFile(join(directory, 'package.json'), '{"type":"module"}');
  await writeFile(join(directory, 'steps.js'), script);
  const { stdout } = await run(process.execPath, [join(directory, 'steps.js')]);
  const steps = JSON.parse(stdout) as Record<string, string[]>;
  packagesAfter = (step) => costlyPackages(steps[step] ?? [], metafile);
}, 60_000);

afterAll(async () => {
  await rm(directory, { recursive: true, force: true });
});

/** Which of the costly packages went into the files that were loaded. */
function costlyPackages(loaded: readonly string[], { outputs }: Metafile): string[] {
  const files = new Set(loaded.map((url) => basename(url)));
  const inputs = Object.entries(outputs)
    .filter(([file]) => files.has(basename(file)))
    .flatMap(([, output]) => Object.keys(output.inputs));
  return costly.filter((name) => inputs.some((input) => input.includes(`/node_modules/${name}/`)));
}

describe('a cold import of the Node package', () => {
  it('loads none of zod, jose and ky, and neither does constructing a client', () => {
    expect(packagesAfter('constructed')).toEqual([]);
  });

  it('the first call loads zod and ky, and a token nothing more', () => {
    expect(packagesAfter('called')).toEqual(['zod', 'ky']);
    expect(packagesAfter('verified')).toEqual(['zod', 'ky']);
  });
});
