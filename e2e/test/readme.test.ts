import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createTestWebhook } from '@fanfare/node/webhooks';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { bundleSource } from '../src/bundle-source.ts';
import { openWorld, type E2eWorld } from '../src/world.ts';

const readme = fileURLToPath(new URL('../../README.md', import.meta.url));

let world: E2eWorld;
let snippets: readonly [string, string, string];
beforeAll(async () => {
  world = await openWorld();
  const text = await readFile(readme, 'utf8');
  const [page, backend, list] = [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');
  snippets = [page ?? '', backend ?? '', list ?? ''];
});
afterAll(() => world.close());

describe('the snippets of the README', () => {
  it('are under fifteen lines each', () => {
    for (const snippet of snippets) {
      const lines = snippet.trim().split('\n').length;
      expect(lines).toBeGreaterThan(3);
      expect(lines).toBeLessThan(15);
    }
  });

  it('in the page: the shopper ends up in the line', async () => {
    const script = await bundleSource(
      snippets[0].replace('http://127.0.0.1:4800', world.mock.url),
      'browser',
    );
    const context = await world.browser.newContext();
    const page = await context.newPage();
    await page.goto(world.page.origin);

    await page.addScriptTag({ content: script, type: 'module' });

    await page.waitForFunction(() => ['participating', 'granted'].includes(document.title));
    expect(world.calls('queues.enter')).toBe(1);
    await context.close();
  });

  it('in the backend: a grant is asked for with a signature, and a webhook prints its order', async () => {
    const secret = `whsec_${'s'.repeat(32)}`;
    const [organization] = world.mock.platform.world.organizations;
    vi.stubEnv('FANFARE_SECRET_KEY', organization.keys.test.secret);
    vi.stubEnv('FANFARE_WEBHOOK_SECRET', secret);
    vi.stubEnv('FANFARE_URL', world.mock.url);
    const print = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    const script = await bundleSource(snippets[1], 'node');
    const backend = (await import(`data:text/javascript,${encodeURIComponent(script)}`)) as {
      fanfare: import('@fanfare/node').FanfareServer;
      POST: (request: Request) => Promise<Response>;
    };

    const grant = {
      token: 'grant_that_nobody_issued',
      consumerId: 'cons_1',
      distributionId: organization.queue.id,
    };
    const refusal = backend.fanfare.admissions.validate({ ...grant, distributionType: 'queue' });
    await expect(refusal).rejects.toMatchObject({ code: 'grant_invalid' });

    const order = {
      orderId: 'ord_1',
      consumerId: 'cons_1',
      completedAt: new Date().toISOString(),
      amount: '149.00',
      currencyCode: 'EUR',
    };
    const webhook = createTestWebhook({ type: 'order.completed', data: order, secret });
    const answer = await backend.POST(webhook.request('http://shop.localhost/webhooks'));
    expect(answer.status).toBe(200);
    expect(print).toHaveBeenCalledWith('paid: ord_1');
    vi.unstubAllEnvs();
    print.mockRestore();
  });

  it('in a script of the merchant: every queue is printed', async () => {
    const [organization] = world.mock.platform.world.organizations;
    vi.stubEnv('FANFARE_SECRET_KEY', organization.keys.test.secret);
    vi.stubEnv('FANFARE_URL', world.mock.url);
    const print = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    const script = await bundleSource(snippets[2], 'node');

    await import(`data:text/javascript,${encodeURIComponent(script)}`);

    expect(print).toHaveBeenCalledWith(organization.queue.name, organization.queue.admitRate);
    vi.unstubAllEnvs();
    print.mockRestore();
  });
});
