import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWorld, type E2eWorld } from '../src/world.ts';

declare global {
  /** What a page read of an answer after its beginning, or the name of what it broke off with. */
  var rest: Promise<string>;
}

let world: E2eWorld;
let backend: Server;
let origin: string;
const answers: ServerResponse[] = [];

beforeAll(async () => {
  world = await openWorld();
  backend = createServer((request, response) => {
    const allowed = { 'access-control-allow-origin': world.page.origin };
    response.writeHead(200, { ...allowed, 'access-control-allow-headers': 'authorization, dpop' });
    if (request.method === 'OPTIONS') return response.end();
    response.write('the orders of one');
    return answers.push(response);
  });
  await new Promise<void>((resolve) => backend.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(backend.address() as AddressInfo).port}`; // a TCP server that listens has one
});
afterAll(async () => {
  backend.closeAllConnections();
  backend.close();
  await world.close();
});

it('C1: an answer of the backend that is still arriving breaks off when another shopper signs in, in another tab', async () => {
  const { context, tabs } = await world.openTabs(2);
  const [tab, other] = tabs as [Page, Page]; // two were opened
  const begun = await tab.evaluate(
    async ([options, backendOrigin]) => {
      globalThis.fanfare = new globalThis.sdk.FanfareClient({ ...options, trustedOrigins: [backendOrigin] });
      await globalThis.fanfare.auth.guest();
      const response = await globalThis.fanfare.fetch(`${backendOrigin}/orders`);
      const reader = response.body!.getReader();
      const { value } = await reader.read();
      globalThis.rest = reader.read().then(
        (piece) => new TextDecoder().decode(piece.value),
        (error: Error) => error.name, // Chromium ends a body with an error of its own, whatever the reason
      );
      return new TextDecoder().decode(value);
    },
    [world.tabOptions, origin] as const,
  );
  expect(begun).toBe('the orders of one');

  const next = await other.evaluate(async () => {
    await globalThis.fanfare.auth.restore();
    await globalThis.fanfare.auth.logout();
    await globalThis.fanfare.auth.guest();
    return globalThis.fanfare.auth.session.consumer?.consumerId;
  });
  await expect
    .poll(() => tab.evaluate(() => globalThis.fanfare.auth.session.consumer?.consumerId), { timeout: 30_000 })
    .toBe(next);
  answers[0]?.write('more of one');

  expect(await tab.evaluate(() => globalThis.rest)).toMatch(/^(AbortError|SessionError)$/);
  await context.close();
});
