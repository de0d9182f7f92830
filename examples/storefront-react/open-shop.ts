import { serve } from '@hono/node-server';
import { startMockServer, type MockServer } from '@fanfare/mock/server';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import { shopBackend } from './backend.ts';

/** The shop, its backend and a mock of the platform. */
export interface Shop {
  readonly url: string;
  readonly mock: MockServer;
  readonly close: () => Promise<void>;
}

/** Starts all three on this machine. */
export async function openShop({ port }: { readonly port: number }): Promise<Shop> {
  const shopUrl = `http://127.0.0.1:${port}`;
  const mock = await startMockServer({ allowedOrigins: [shopUrl] });
  const [{ id: organizationId, keys, queue, experience }] = mock.platform.world.organizations;
  const { secret, publishable } = keys.test;
  const settings = { secretKey: secret, organizationId, queueId: queue.id, shopUrl, baseUrl: mock.url };
  const backend = serve({ fetch: shopBackend(settings).fetch, port: port + 1, hostname: '127.0.0.1' });

  Object.assign(process.env, {
    VITE_FANFARE_KEY: publishable,
    VITE_FANFARE_URL: mock.url,
    VITE_FANFARE_EXPERIENCE: experience.id,
  });
  const vite = await createServer({
    root: fileURLToPath(new URL('.', import.meta.url)),
    clearScreen: false,
    server: { host: '127.0.0.1', port, strictPort: true, proxy: { '/api': `http://127.0.0.1:${port + 1}` } },
  });
  await vite.listen();
  return {
    url: shopUrl,
    mock,
    close: async () => {
      await vite.close();
      backend.close();
      await mock.close();
    },
  };
}
