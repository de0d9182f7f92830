import { runInNewContext } from 'node:vm';
import { build, type BuildOptions } from 'esbuild';
import { describe, expect, it } from 'vitest';
import * as index from '@fanfare/node';
import * as audit from '@fanfare/node/audit';
import * as credentials from '@fanfare/node/credentials';
import * as encryption from '@fanfare/node/encryption';
import * as sessions from '@fanfare/node/sessions';
import * as monitoring from '@fanfare/node/monitoring';
import * as opentelemetry from '@fanfare/node/opentelemetry';
import * as tokens from '@fanfare/node/tokens';
import * as webSecurity from '@fanfare/node/web-security';
import * as undici from '@fanfare/node/undici';
import * as webhooks from '@fanfare/node/webhooks';
import * as postgres from '@fanfare/node/webhooks/postgres';
import * as redis from '@fanfare/node/webhooks/redis';
import * as senders from '@fanfare/node/webhooks/senders';
import * as sqlite from '@fanfare/node/webhooks/sqlite';

const entries: readonly [string, object][] = [
  ['@fanfare/node', index],
  ['@fanfare/node/audit', audit],
  ['@fanfare/node/credentials', credentials],
  ['@fanfare/node/encryption', encryption],
  ['@fanfare/node/sessions', sessions],
  ['@fanfare/node/monitoring', monitoring],
  ['@fanfare/node/opentelemetry', opentelemetry],
  ['@fanfare/node/tokens', tokens],
  ['@fanfare/node/web-security', webSecurity],
  ['@fanfare/node/undici', undici],
  ['@fanfare/node/webhooks', webhooks],
  ['@fanfare/node/webhooks/postgres', postgres],
  ['@fanfare/node/webhooks/redis', redis],
  ['@fanfare/node/webhooks/senders', senders],
  ['@fanfare/node/webhooks/sqlite', sqlite],
];

async function bundle(contents: string, options: BuildOptions): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    write: false,
    logLevel: 'silent',
    ...options,
  });
  return outputFiles?.[0]?.text ?? '';
}

const forPages: BuildOptions = { platform: 'browser', format: 'iife', conditions: ['@fanfare/source'] };

/** Runs a script where a page would: a window and a document, and nothing of Node. */
function runInPage(script: string): unknown {
  const page: Record<string, unknown> = { document: {}, navigator: { userAgent: 'Mozilla/5.0' } };
  page['window'] = page;
  try {
    runInNewContext(script, page);
    return page['reached'];
  } catch (error) {
    return error;
  }
}

describe('A5: a bundle for a page', () => {
  it.each(entries)(
    'with %s is built, and throws a clear error when it is loaded',
    async (entry, exported) => {
      const names = Object.keys(exported);
      const script = await bundle(
        `import { ${names.join(', ')} } from '${entry}'; globalThis.reached = [${names.join(', ')}];`,
        forPages,
      );

      const error = runInPage(script);

      expect(error).toMatchObject({
        name: 'OptionsError',
        code: 'invalid_options',
        message: expect.stringMatching(/^@fanfare\/node was loaded in a page.*Use @fanfare\/browser/),
      });
      expect(script).not.toMatch(/node:|createHmac|hkdf/);
      expect(script.length).toBeLessThan(40_000);
    },
  );

  it('reaches the merchant’s code where nothing of this package is in it', async () => {
    const script = await bundle(`globalThis.reached = 'here';`, forPages);

    expect(runInPage(script)).toBe('here');
  });

  it.each(['workerd', 'edge-light', 'worker'])(
    'for %s has the real thing, though it names browser too',
    async (condition) => {
      const script = await bundle(`export { FanfareServer } from '@fanfare/node';`, {
        platform: 'neutral',
        format: 'esm',
        conditions: ['@fanfare/source', condition, 'browser'],
        external: ['node:*', 'ky', 'jose', 'zod/*'],
      });

      expect(script).toContain('node:crypto');
      expect(script).not.toContain('was loaded in a page');
    },
  );
});
