import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { envelope, signed } from './support/deliveries.js';
import { secret } from './support/samples.js';

interface Probe {
  readonly loaded: readonly string[];
  /** Globals that take 35 ms to load on Node 24. */
  readonly touched: readonly string[];
  readonly pending: readonly string[];
}

const script = fileURLToPath(new URL('support/import-probe.mjs', import.meta.url));

/** Imports the sources in a fresh process and runs a little code over them. */
function probe(code = ''): Probe {
  const args = ['--conditions=@fanfare/source', '--no-warnings', script, '@fanfare/node/webhooks', code];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Probe;
}

/** Which of the costly packages are among the modules. */
function costly({ loaded }: Probe): string[] {
  return ['zod', 'jose', 'ky'].filter((name) => loaded.some((url) => url.includes(`/node_modules/${name}/`)));
}

describe('importing the webhooks', () => {
  it('loads neither zod, jose nor ky, touches no part of fetch, and leaves nothing running', () => {
    const result = probe(`module.webhookHandler({ secrets: ['${secret}'], on: {} });`);

    expect(result.loaded.some((url) => url.endsWith('/src/webhooks/webhook-handler.ts'))).toBe(true);
    expect(costly(result)).toEqual([]);
    expect(result.touched).toEqual([]);
    expect(result.pending.filter((name) => name === 'Timeout')).toEqual([]);
  });

  it('loads zod for the first good delivery, and not for a forgery', () => {
    const { payload, headers } = signed(envelope());
    const verify = (body: unknown): string =>
      `const clock = { now: () => 1700000000000, setTimeout: () => () => {} };
       await module.verifyWebhook({ payload: ${JSON.stringify(body)}, headers: ${JSON.stringify(headers)}, secrets: ['${secret}'], clock }).catch((error) => {
         if (error.code !== 'webhook_signature_mismatch') throw error;
       });`;

    expect(costly(probe(verify(payload)))).toEqual(['zod']);
    expect(costly(probe(verify('{}')))).toEqual([]);
    expect(probe(`new Request('http://localhost/')`).touched).toEqual(['Request']);
  });
});
