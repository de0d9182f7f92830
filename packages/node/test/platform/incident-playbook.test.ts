import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startMockServer, type MockServer } from '@fanfare/mock/server';
import { fromNdjson, verifyAuditChain } from '@fanfare/node/audit';
import { FanfareServer, type FanfareServerOptions } from '@fanfare/node';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { admittedShopper } from '../support/shopper.js';

const page = readFileSync(new URL('../../../../docs/incidents.md', import.meta.url), 'utf8');
const scripts = new Map(
  [...page.matchAll(/^```ts\n\/\/ ([\w-]+\.ts)[\s\S]*?\n```$/gm)].map(([block, name = '']) => [
    name,
    block.slice('```ts\n'.length, -'\n```'.length),
  ]),
);

let server: MockServer;
let operator: FanfareServer;
let folder: string;
let printed: string[];

beforeEach(async () => {
  server = await startMockServer({ flow: false });
  const [shop] = server.platform.world.organizations;
  operator = new FanfareServer({ secretKey: shop.keys.test.secret, baseUrl: server.url });
  vi.stubEnv('FANFARE_SECRET_KEY', shop.keys.test.secret);
  vi.stubEnv('FANFARE_URL', server.url);
  const cache = join(import.meta.dirname, '../../.cache');
  mkdirSync(cache, { recursive: true });
  folder = mkdtempSync(join(cache, 'playbook-')); // in the package, where its imports are found
  printed = [];
  vi.spyOn(console, 'log').mockImplementation((...words: unknown[]) => void printed.push(words.join(' ')));
});

afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  expect(server.platform.defects).toEqual([]);
  await server.close();
});

/** Runs a script of the page, as it stands there, in a folder of its own. */
async function run(name: string, ...args: readonly string[]): Promise<void> {
  const text = scripts.get(name);
  if (text === undefined) throw new Error(`The playbook has no ${name}.`);
  const file = join(folder, name);
  // Workers of the test cannot change their folder, so the files that a script writes are told apart by their path.
  writeFileSync(
    file,
    text.replaceAll(/writeFile\('([\w.-]+)'/g, (_, own) => `writeFile('${join(folder, own)}'`),
  );
  const { argv } = process;
  process.argv = ['node', file, ...args];
  try {
    await import(/* @vite-ignore */ pathToFileURL(file).href);
  } finally {
    process.argv = argv;
  }
}

/** A client with a key that was made a moment ago. */
const clientOf = (key: string): FanfareServer =>
  new FanfareServer({ secretKey: key, baseUrl: server.url } as FanfareServerOptions); // the answer does not tell its kind

const written = (name: string): string => readFileSync(join(folder, name), 'utf8');

it('M2: rolls a key that has leaked: the old one is refused at once, the new one works', async () => {
  const leaked = await operator.admin.apiKeys.create({ kind: 'secret', name: 'till', scopes: ['admin'] });
  const thief = clientOf(leaked.key);
  await thief.admin.organizations.sdkConfig();

  await run('roll-key.ts', leaked.id);

  await expect(thief.admin.organizations.sdkConfig()).rejects.toMatchObject({ code: 'key_revoked' });
  const backend = clientOf(written('new-key'));
  await expect(backend.admin.organizations.sdkConfig()).resolves.toBeDefined();
  expect(printed.join()).not.toContain(written('new-key'));
});

it('M2: rolls the secret of a webhook without an overlap', async () => {
  const { id, secret } = await operator.admin.webhooks.create({
    url: 'https://shop.example.com/webhooks',
    events: ['order.completed'],
  });

  await run('roll-webhook-secret.ts', id);

  expect(written('new-secret')).toMatch(/^whsec_/);
  expect(written('new-secret')).not.toBe(secret);
  expect(printed.join()).not.toContain(written('new-secret'));
});

it('M2: ends the sessions of a shopper, whose next call is refused', async () => {
  const [shop] = server.platform.world.organizations;
  const { consumerId, accessToken } = await admittedShopper(server.platform, shop);

  await run('end-sessions.ts', consumerId);

  const answer = await fetch(`${server.url}/consumer/api/queues/${shop.queue.id}/status`, {
    headers: { authorization: `Bearer ${accessToken}`, 'x-publishable-key': shop.keys.test.publishable },
  });
  expect(answer.status).toBe(401);
  expect(printed).toEqual(['1 sessions were ended.']);
});

it('M2: lets a member go, whose key is refused at once', async () => {
  const { key } = await operator.admin.apiKeys.create({
    kind: 'secret',
    name: 'of a member',
    scopes: ['admin'],
    memberId: 'mem_aurora_test_admin',
  });

  await run('remove-member.ts', 'mem_aurora_test_admin');

  const gone = clientOf(key);
  await expect(gone.admin.organizations.sdkConfig()).rejects.toMatchObject({ status: 401 });
});

it('M2: secures the audit log, and says that it is whole', async () => {
  await operator.admin.queues.update('queue_aurora', { admitRate: 60 });

  await run('secure-audit-log.ts');

  expect(printed).toEqual(['The log is whole.']);
  const anchor = await operator.admin.auditLog.anchor();
  const chain = await verifyAuditChain(fromNdjson(written('audit.ndjson')), { anchor, start: anchor.start });
  expect(chain).toMatchObject({ valid: true });
});

it('M2: shows what was refused', async () => {
  const reader = await operator.admin.apiKeys.create({
    kind: 'secret',
    name: 'reader',
    scopes: ['read:consumers'],
  });
  const curious = clientOf(reader.key);
  await expect(curious.admin.queues.update('queue_aurora', { admitRate: 1 })).rejects.toMatchObject({
    status: 403,
  });

  await run('who-did-what.ts');

  expect(printed.join('\n')).toContain('denied');
});

it('M2: every script of the playbook is run here', () => {
  const tests = readFileSync(import.meta.filename, 'utf8');

  expect(scripts.size).toBeGreaterThan(5);
  for (const name of scripts.keys()) expect(tests).toContain(`run('${name}'`);
});
