import { randomBytes } from 'node:crypto';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { mockControl, type MockControl, type World } from './mock-control.ts';
import { startProgram, type Running } from './process.ts';
import { openWireTap, type WireTap } from './wire-tap.ts';

/** The three programs, the two taps between them, and what the story needs to know of them. */
export interface Shop {
  readonly mock: Running;
  readonly backend: Running;
  readonly storefront: Running;
  readonly control: MockControl;
  readonly organization: World['organizations'][0];
  /** Opens the merchant's list of orders, for the user `merchant`. */
  readonly merchantPassword: string;
  /** Between everyone and the platform. */
  readonly platformTap: WireTap;
  /** Between the platform and the shop's webhook endpoint. */
  readonly webhookTap: WireTap;
  readonly close: () => Promise<void>;
}

/** How to open the shop: watched by the demo, or left running for a developer. */
export interface ShopOptions {
  /** Serve the storefront from source, with reloads, and print what the programs print. */
  readonly live: boolean;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const mockProgram = fileURLToPath(new URL('cli.js', import.meta.resolve('@fanfare/mock')));
const vite = fileURLToPath(new URL('../../bin/vite.js', import.meta.resolve('vite')));

/** Starts mock, backend and storefront on free ports of the loopback interface. */
export async function openShop({ live }: ShopOptions): Promise<Shop> {
  const open: (() => Promise<void>)[] = [];
  try {
    const mock = await startProgram({
      name: 'mock',
      args: [mockProgram, '--port', '0'],
      cwd: root,
      show: live,
    });
    open.push(mock.stop);
    const control = mockControl(mock.url);
    const [organization] = (await control.world()).organizations;
    const platformTap = await openWireTap(() => mock.url);
    open.push(platformTap.close);

    const port = await freePort();
    const merchantPassword = randomBytes(9).toString('base64url');
    const webhookSecret = `whsec_${randomBytes(24).toString('base64url')}`;
    const backend = await startProgram({
      name: 'backend',
      args: ['backend/main.ts'],
      cwd: root,
      env: {
        ...backendEnv({ organization, webhookSecret, baseUrl: platformTap.url }),
        SHOP_URL: `http://127.0.0.1:${port}/`,
        SHOP_MERCHANT_PASSWORD: merchantPassword,
      },
      show: live,
    });
    open.push(backend.stop);
    const webhookTap = await openWireTap(() => backend.url);
    open.push(webhookTap.close);
    await control.addWebhookEndpoint({
      organizationId: organization.id,
      url: `${webhookTap.url}/webhooks/fanfare`,
      secret: webhookSecret,
    });

    if (!live)
      await build({ root: `${root}/storefront`, configFile: `${root}/vite.config.ts`, logLevel: 'error' });
    const storefront = await startProgram({
      name: 'storefront',
      args: [
        vite,
        ...(live ? [] : ['preview']),
        '--config',
        'vite.config.ts',
        '--port',
        `${port}`,
        '--strictPort',
      ],
      cwd: root,
      env: { SHOP_BACKEND_URL: backend.url, NO_COLOR: '1' },
      show: live,
    });
    open.push(storefront.stop);
    await control.allowOrigin(organization.id, storefront.url);
    const close = (): Promise<void> => closeAll(open);
    return {
      mock,
      backend,
      storefront,
      control,
      organization,
      merchantPassword,
      platformTap,
      webhookTap,
      close,
    };
  } catch (error) {
    await closeAll(open);
    throw error;
  }
}

function backendEnv(shop: {
  organization: World['organizations'][0];
  webhookSecret: string;
  baseUrl: string;
}): Record<string, string> {
  const { organization, webhookSecret, baseUrl } = shop;
  return {
    FANFARE_SECRET_KEY: organization.keys.test.secret,
    FANFARE_WEBHOOK_SECRET: webhookSecret,
    FANFARE_PUBLISHABLE_KEY: organization.keys.test.publishable,
    FANFARE_BASE_URL: baseUrl,
    FANFARE_ORGANIZATION_ID: organization.id,
    FANFARE_EXPERIENCE_ID: organization.experience.id,
    FANFARE_QUEUE_ID: organization.queue.id,
    SHOP_PRODUCT_ID: organization.product.id,
    SHOP_VARIANT_ID: organization.variant.id,
    SHOP_PRICE: organization.variant.price,
  };
}

async function closeAll(open: readonly (() => Promise<void>)[]): Promise<void> {
  for (const close of [...open].reverse()) await close();
}

/** A port for the storefront before it runs: the backend has to know where shoppers come back to. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server that listens has one
  await new Promise((resolve) => server.close(resolve));
  return port;
}
