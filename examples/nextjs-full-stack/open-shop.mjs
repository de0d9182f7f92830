import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { startMockServer } from '@fanfare/mock/server';

const next = createRequire(import.meta.url).resolve('next/dist/bin/next');

/** Starts a mock of the platform, and tells the environment that the shop at this port needs. */
export async function openPlatform({ port }) {
  const shopUrl = `http://localhost:${port}`; // browsers take secure cookies from here without encryption
  const mock = await startMockServer({ allowedOrigins: [shopUrl] });
  const [{ id, keys, queue, experience }] = mock.platform.world.organizations;
  const webhookSecret = `whsec_${randomBytes(24).toString('base64')}`;
  mock.platform.addWebhookEndpoint({ organizationId: id, url: `${shopUrl}/webhooks`, secret: webhookSecret });
  const env = {
    SHOP_URL: shopUrl,
    SEAL_KEY: randomBytes(32).toString('base64'),
    FANFARE_URL: mock.url,
    FANFARE_PUBLISHABLE_KEY: keys.test.publishable,
    FANFARE_SECRET_KEY: keys.test.secret,
    FANFARE_ORGANIZATION_ID: id,
    FANFARE_EXPERIENCE_ID: experience.id,
    FANFARE_QUEUE_ID: queue.id,
    FANFARE_WEBHOOK_SECRET: webhookSecret,
  };
  return { mock, shopUrl, env };
}

/** Runs a command of Next.js in this folder: `['dev', '--port', '3000']`. */
export function runNext(args, { env, stdio = 'inherit' }) {
  const child = spawn(process.execPath, [next, ...args], {
    cwd: import.meta.dirname,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
    stdio,
  });
  return { child, ended: once(child, 'exit') };
}
