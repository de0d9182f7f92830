import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMockServer, type MockServer } from '@fanfare/mock/server';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../src/chromium.ts';

const script = join(import.meta.dirname, '../../packages/browser/scripts/build-standalone.mjs');
const policy = "default-src 'none'; script-src 'self'; connect-src http://127.0.0.1:*; img-src data:";

interface Integrity {
  readonly version: string;
  readonly integrity: string;
  readonly tag: string;
}

function buildInto(folder: string): { bytes: Buffer; about: Integrity } {
  execFileSync(process.execPath, [script, '--out', folder]);
  const about = JSON.parse(readFileSync(join(folder, 'integrity.json'), 'utf8')) as Integrity; // written by the script
  return { bytes: readFileSync(join(folder, 'fanfare.js')), about };
}

let folder: string;
let built: ReturnType<typeof buildInto>;
let browser: Browser;
let mock: MockServer;
let shop: Server;
let origin: string;
/** What the shop serves at the address of the script. */
let served: Buffer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fanfare-standalone-'));
  built = buildInto(join(folder, 'one'));
  [browser, mock] = await Promise.all([launchChromium(), startMockServer()]);
  shop = createServer((request, response) => {
    if (request.url?.endsWith('.js')) {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(served);
      return;
    }
    const html = `<!doctype html><title>shop</title><link rel="icon" href="data:,">${built.about.tag}`;
    response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': policy }).end(html);
  });
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`; // a TCP server that listens has one
  mock.platform.world.organizations[0].allowedOrigins.push(origin);
});

afterAll(async () => {
  shop.closeAllConnections();
  await Promise.all([browser.close(), mock.close(), new Promise((resolve) => shop.close(resolve))]);
  rmSync(folder, { recursive: true });
});

describe('G7: the stand-alone script', () => {
  it('is the same bytes from the same sources, and its hash is that of the bytes', () => {
    const again = buildInto(join(folder, 'two'));

    expect(again.bytes.equals(built.bytes)).toBe(true);
    expect(built.about.integrity).toBe(`sha384-${createHash('sha384').update(built.bytes).digest('base64')}`);
    expect(built.about.tag).toContain(built.about.integrity);
    expect(built.about.tag).toContain(built.about.version);
  });

  it('tells nothing of the machine that built it, and needs no eval', () => {
    const text = built.bytes.toString();

    expect(text).not.toContain(process.cwd());
    expect(text).not.toMatch(/\beval\(|new Function\(|sourceMappingURL/);
  });

  it('runs by its tag under a strict policy', async () => {
    served = built.bytes;
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    await page.goto(origin);

    const signedIn = await page.evaluate(
      async (options) => {
        const { FanfareClient } = (globalThis as unknown as { Fanfare: typeof globalThis.sdk }).Fanfare; // the script's one global
        const fanfare = new FanfareClient(options);
        return (await fanfare.auth.guest()).signedIn;
      },
      { publishableKey: mock.platform.world.organizations[0].keys.test.publishable, baseUrl: mock.url },
    );

    expect(signedIn).toBe(true);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('is refused by the browser when one byte differs', async () => {
    served = Buffer.concat([built.bytes, Buffer.from(' ')]);
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    await page.goto(origin);

    expect(await page.evaluate(() => 'Fanfare' in globalThis)).toBe(false);
    expect(complaints.join('\n')).toMatch(/integrity/);
    await page.close();
  });
});
