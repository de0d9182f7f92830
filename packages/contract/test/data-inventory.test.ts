import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { cookieMode } from '@fanfare/contract';
import { fieldSensitivity } from '@fanfare/contract/audit';
import openApi from '../openapi.json' with { type: 'json' };

const run = promisify(execFile);
const scripts = join(import.meta.dirname, '../scripts');
const docs = join(import.meta.dirname, '../../../docs');
const browser = join(import.meta.dirname, '../../browser/src');

interface Inventory {
  readonly operations: readonly {
    readonly id: string;
    readonly isForPages: boolean;
    readonly sent: readonly { readonly name: string; readonly sensitivity: string }[];
  }[];
}
const { readInventory } = (await import(join(scripts, 'inventory/read-inventory.mjs'))) as {
  readInventory(document: unknown, tags: { fieldSensitivity: typeof fieldSensitivity }): Inventory;
};
const { storageSigns } = (await import(join(scripts, 'inventory/kept.mjs'))) as {
  readonly storageSigns: RegExp;
};
const { noticePage } = (await import(join(scripts, 'inventory/notice-page.mjs'))) as {
  noticePage(inventory: unknown, options: { generated: string }): string[];
};

/** The description with one more field in a body that pages send. */
function withField(name: string): unknown {
  const copy = structuredClone(openApi) as { readonly paths: Record<string, unknown> };
  copy.paths['/consumer/api/new'] = {
    post: {
      operationId: 'auth.new',
      security: [{ publishableKey: [] }],
      requestBody: { content: { 'application/json': { schema: { properties: { [name]: {} } } } } },
      responses: {},
    },
  };
  return copy;
}

describe('I1: the data inventory', () => {
  it('is what the contract says today, and so is the notice', async () => {
    const script = join(scripts, 'make-inventory.mjs');

    await expect(run(process.execPath, [script, '--check'])).resolves.toMatchObject({ stderr: '' });
  }, 30_000);

  it('is not made while a field is tagged nowhere, neither in a request nor in an answer', () => {
    expect(() => readInventory(withField('shoeSize'), { fieldSensitivity })).toThrow('shoeSize (auth.new)');
    const copy = structuredClone(openApi);
    Object.assign(copy.components.schemas.PlatformConfig.properties, { motherTongue: {} });
    expect(() => readInventory(copy, { fieldSensitivity })).toThrow('motherTongue (config.get)');
  });

  it('knows what a page sends, and what only a server does', () => {
    const { operations } = readInventory(openApi, { fieldSensitivity });
    const verify = operations.find(({ id }) => id === 'auth.verifyOtp');
    const update = operations.find(({ id }) => id === 'admin.consumers.update');

    expect([verify?.isForPages, update?.isForPages]).toEqual([true, false]);
    expect(verify?.sent).toEqual(
      expect.arrayContaining([
        { name: 'email', sensitivity: 'personal' },
        { name: 'code', sensitivity: 'secret' },
      ]),
    );
  });

  it('tells where each thing is kept, and until when', async () => {
    const page = await readFile(join(docs, 'data-inventory.md'), 'utf8');

    for (const place of ['IndexedDB `fanfare`', '`localStorage`, `fanfare:device:…`'])
      expect(page).toContain(place);
  });

  it('names every place under which the browser SDK keeps something, and what identifies a person there', async () => {
    const page = await readFile(join(docs, 'data-inventory.md'), 'utf8');
    const kept = page.slice(page.indexOf('## What is kept'));
    const sources = globSync('**/*.ts', { cwd: browser });
    const texts = await Promise.all(sources.map((file) => readFile(join(browser, file), 'utf8')));
    const keepers = texts.filter((text) => /\.setItem\(/.test(text));
    const names = keepers.flatMap((text) =>
      [...text.matchAll(/`(fanfare:[a-z-]+:)\$/g)].map(([, name]) => name),
    );

    expect(names.length).toBeGreaterThanOrEqual(3);
    for (const name of [...names, cookieMode.csrfCookie]) expect(kept).toContain(name);
    expect(kept).toMatch(/the session: .*e-mail address or telephone number/);
  });

  it('is not made while something is kept that nobody named, however it is reached', () => {
    for (const line of ['kept((found) => found.setItem(name, id));', 'store(rows).put(row, key)'])
      expect(storageSigns.test(line)).toBe(true);
  });

  it('claims no header that the SDKs do not send', async () => {
    const page = await readFile(join(docs, 'data-inventory.md'), 'utf8');
    const rows = page.slice(
      page.indexOf('## What goes with every request'),
      page.indexOf('## What comes back to a page'),
    );

    expect(rows).not.toContain('X-Request-Id'); // which the platform gives
    for (const name of ['traceparent', 'Last-Event-ID', 'CSRF']) expect(rows).toContain(name);
  });
});

describe('I10: the blocks for a notice', () => {
  it('are not made while a page sends something about a person that has no words', () => {
    const inventory = readInventory(withField('lastName'), { fieldSensitivity });

    expect(() => noticePage(inventory, { generated: '' })).toThrow('lastName');
  });

  it('say what is processed for what, as a person would', async () => {
    const page = await readFile(join(docs, 'privacy-notice.md'), 'utf8');

    expect(page).toContain('- **To sign you in:** your e-mail address; your telephone number.');
    expect(page.slice(page.indexOf('## What we keep'))).toContain('e-mail address or telephone number');
    expect(page).not.toMatch(/undefined|anonymousId|geoLat/);
  });
});
