import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startMockServer } from '@fanfare/mock/server';
import { FanfareServer } from '@fanfare/node';
import { expect, it, onTestFinished } from 'vitest';

const script = fileURLToPath(new URL('../review.ts', import.meta.url));
const hooks = new URL('../../../e2e/scripts/resolve-sources.mjs', import.meta.url).href;

/** A platform, a merchant at work, and the nightly job. */
async function openMerchant() {
  const directory = await mkdtemp(join(tmpdir(), 'fanfare-review-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const mock = await startMockServer();
  onTestFinished(() => mock.close());
  const [shop, other] = mock.platform.world.organizations;
  const clientOf = (secretKey: typeof shop.keys.test.secret): FanfareServer =>
    new FanfareServer({ secretKey, baseUrl: mock.url });
  const anchorFile = join(directory, 'anchor.json');
  const review = () =>
    new Promise<{ code: number; lines: string[] }>((resolve) => {
      const args = ['--conditions=@fanfare/source', '--no-warnings', '--import', hooks, script, anchorFile];
      const env = { ...process.env, FANFARE_SECRET_KEY: shop.keys.test.secret, FANFARE_URL: mock.url };
      execFile(process.execPath, args, { env }, (error, stdout, stderr) =>
        resolve({
          code: error === null ? 0 : Number(error.code),
          lines: (stdout + stderr).trim().split('\n'),
        }),
      );
    });
  return {
    shop,
    fanfare: clientOf(shop.keys.test.secret),
    stranger: clientOf(other.keys.test.secret),
    review,
    anchorFile,
  };
}

it('K7: a script goes through the audit log, night after night, and says when somebody has to look', async () => {
  const { shop, fanfare, stranger, review } = await openMerchant();
  for (const admitRate of [1, 2]) await fanfare.admin.queues.update(shop.queue.id, { admitRate });
  expect(await review()).toEqual({ code: 0, lines: ['2 entries, 2 of them new'] });
  expect(await review()).toEqual({ code: 0, lines: ['2 entries, 0 of them new'] });

  await stranger.admin.queues.get(shop.queue.id).catch(() => undefined);
  await fanfare.admin.apiKeys.create({ kind: 'secret', name: 'Till', scopes: ['read:experiences'] });
  const { code, lines } = await review();

  expect(code).toBe(1);
  expect(lines).toEqual([
    '4 entries, 2 of them new',
    'keys of another organization were tried here: 3',
    'rights were changed: 4',
  ]);
  expect(await review()).toEqual({ code: 0, lines: ['4 entries, 0 of them new'] });
});

it('K7: it says so, and does not forget it, when the log is not what it was', async () => {
  const { shop, fanfare, review, anchorFile } = await openMerchant();
  for (const admitRate of [1, 2]) await fanfare.admin.queues.update(shop.queue.id, { admitRate });
  await review();
  const kept = JSON.parse(await readFile(anchorFile, 'utf8')) as { head: { seq: number; hash: string } };
  // As if the log had been written anew since.
  const text = JSON.stringify({ ...kept, head: { ...kept.head, hash: 'a'.repeat(64) } });
  await writeFile(anchorFile, text);

  for (let night = 0; night < 2; night += 1) {
    const { code, lines } = await review();
    expect(code).toBe(1);
    expect(lines).toEqual([
      '2 entries, 0 of them new',
      expect.stringMatching(/^THE LOG IS NOT WHOLE: entry 1 is wrong: /),
    ]);
  }
  expect(await readFile(anchorFile, 'utf8')).toBe(text);
});
