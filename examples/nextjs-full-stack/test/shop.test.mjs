import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { after, before, test } from 'node:test';
import { openPlatform, runNext } from '../open-shop.mjs';
import { launchChromium } from './launch-chromium.mjs';

const options = { timeout: 480_000 };
const patience = { timeout: 60_000 };
let platform;
let browser;

before(async () => {
  platform = await openPlatform({ port: await freePort() });
  browser = await launchChromium();
}, options);
after(async () => {
  await browser?.close();
  await platform?.mock.close();
});

/** Serves the shop as `next dev` does, for one test. */
async function serve(t, mode) {
  const { env, shopUrl } = platform;
  const { child, ended } = runNext([mode, '--port', new URL(shopUrl).port], { env, stdio: 'pipe' });
  const output = [];
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => output.push(text));
  t.after(async () => {
    child.kill();
    await ended;
  });
  const deadline = Date.now() + 120_000;
  for (;;) {
    const isThere = await fetch(shopUrl).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isThere) return;
    if (Date.now() > deadline || child.exitCode !== null)
      throw new Error(`next ${mode} is not there:\n${output.join('')}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Opens the shop in a new browser, and collects everything that the page complains of. */
async function open() {
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(platform.shopUrl);
  return { context, page, complaints };
}

const press = (page, name) => page.getByRole('button', { name }).click(patience);
const shows = (page, panel) => page.locator(`.fanfare-experience[data-panel="${panel}"]`).waitFor(patience);

test(
  'the page is rendered on the server, and taken over in StrictMode without a complaint of React',
  options,
  async (t) => {
    await serve(t, 'dev');
    const html = await (await fetch(platform.shopUrl)).text();
    assert.match(html, /<h1>Night Ferry<\/h1>/);
    assert.match(html, /data-panel="loading"/);

    const { context, page, complaints } = await open();
    await press(page, 'Continue');
    await press(page, 'Join the line');
    await shows(page, 'participating');
    await page.getByText('The boat waits for you').waitFor(patience);
    await page.getByText('Welcome back, guest').waitFor(patience);

    assert.deepEqual(complaints, []);
    const calls = platform.mock.platform.requests.map(({ operation }) => operation);
    for (const once of ['auth.guest', 'queues.enter']) {
      assert.equal(calls.filter((call) => call === once).length, 1, once);
    }
    await context.close();
  },
);

async function freePort() {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
