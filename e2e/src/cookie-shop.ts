import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startMockServer, type MockServer } from '@fanfare/mock/server';
import { createSessions, memorySessionStore, toNodeSessionsHandler } from '@fanfare/node/sessions';
import { csp, cspNonce, securityHeaders } from '@fanfare/node/web-security';
import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { bundleSource } from './bundle-source.ts';
import { launchChromium } from './chromium.ts';

/** What the backend of the shop was asked. */
export interface BackendCall {
  readonly line: string;
  readonly status: number;
  readonly origin: string | undefined;
}

/** A shop whose backend keeps its pages' tokens, the platform behind it, and a Chromium. */
export interface CookieShop {
  readonly browser: Browser;
  readonly mock: MockServer;
  readonly origin: string;
  /** What its pages' clients are made with. */
  readonly options: { readonly publishableKey: string; readonly baseUrl: string };
  /** Every refresh token that the backend ever got. */
  readonly refreshTokens: ReadonlySet<string>;
  readonly backendCalls: BackendCall[];
  /** Cuts the line of the pages to the backend, and mends it. */
  isCut: boolean;
  /** Opens a page with a client in it; `requests` fills with what it sends. */
  open(context: BrowserContext, requests?: Request[]): Promise<Page>;
  /** How often an operation was called at the platform since `mark`. */
  calls(operation: string): number;
  mark(): void;
  close(): Promise<void>;
}

/** Makes the client of a page, also after a reload. */
export async function makeCookieClient(page: Page, options: CookieShop['options']): Promise<void> {
  await page.evaluate((given) => {
    globalThis.fanfare = new globalThis.sdk.FanfareClient({ ...given, cookieMode: { url: '/fanfare' } });
  }, options);
}

/** Opens everything on free ports; pages and backend share one origin, as they have to. */
export async function openCookieShop({ leewayMs = 0 } = {}): Promise<CookieShop> {
  const sdk = await bundleSource(`import * as sdk from '@fanfare/browser'; globalThis.sdk = sdk;`, 'browser');
  const [browser, mock] = await Promise.all([
    launchChromium(),
    startMockServer({ settings: { leewayMs }, withoutRateLimits: true }),
  ]);
  const [organization] = mock.platform.world.organizations;
  const { publishable: publishableKey } = organization.keys.test;
  const refreshTokens = new Set<string>();
  const backendCalls: BackendCall[] = [];
  let origin = '';
  let answerPage: ReturnType<typeof toNodeSessionsHandler> = () => undefined;

  const server = createServer((request, response) => {
    if (request.url?.startsWith('/fanfare/') === true) {
      if (shop.isCut) return void request.socket.destroy();
      const { origin: from } = request.headers;
      response.on('finish', () =>
        backendCalls.push({
          line: `${request.method} ${request.url?.slice(8)}`,
          status: response.statusCode,
          origin: from,
        }),
      );
      return answerPage(request, response);
    }
    const nonce = cspNonce();
    const policy = securityHeaders({
      contentSecurityPolicy: csp({ nonce, baseUrl: mock.url, add: { 'img-src': ['data:'] } }),
    });
    const script = sdk.replaceAll('</script', '<\\/script');
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...policy })
      .end(
        `<!doctype html><meta charset="utf-8"><title>shop</title><link rel="icon" href="data:,"><script type="module" nonce="${nonce}">${script}</script>`,
      );
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  origin = `http://localhost:${(server.address() as AddressInfo).port}`; // a TCP server that listens has one
  organization.allowedOrigins.push(origin);

  const watched: typeof fetch = async (input, init) => {
    const answer = await fetch(input, init);
    const text = await answer.clone().text();
    for (const [, token = ''] of text.matchAll(/"refreshToken":"([^"]+)"/g)) refreshTokens.add(token);
    return answer;
  };
  const sessions = createSessions({
    publishableKey: publishableKey as `pk_test_${string}`, // of a test organization
    store: memorySessionStore(),
    keys: [{ id: 'k1', secret: crypto.getRandomValues(new Uint8Array(32)) }],
    origins: [origin],
    baseUrl: mock.url,
    fetch: watched,
  });
  answerPage = toNodeSessionsHandler(sessions.handler);

  const requestsOf = (operation: string): number =>
    mock.platform.requests.filter((request) => request.operation === operation).length;
  const counts = new Map<string, number>();
  const options = { publishableKey, baseUrl: mock.url };
  const shop: CookieShop = {
    browser,
    mock,
    origin,
    options,
    refreshTokens,
    backendCalls,
    isCut: false,
    async open(context, requests) {
      const page = await context.newPage();
      if (requests !== undefined) page.on('request', (request) => requests.push(request));
      await page.goto(origin);
      await makeCookieClient(page, options);
      return page;
    },
    calls: (operation) => requestsOf(operation) - (counts.get(operation) ?? 0),
    mark() {
      for (const { operation } of mock.platform.requests) {
        if (operation !== undefined) counts.set(operation, requestsOf(operation));
      }
    },
    async close() {
      await browser.close();
      server.close();
      server.closeAllConnections();
      await mock.close();
    },
  };
  return shop;
}
