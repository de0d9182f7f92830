import { cookieMode } from '@fanfare/contract';

/** What a page sends. */
export interface Ask {
  readonly body?: unknown;
  /** @default the one in the cookie */
  readonly csrf?: string | null;
  /** @default the page's own */
  readonly origin?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer, with everything that a script could get hold of. */
export interface PageAnswer {
  readonly status: number;
  readonly data: Record<string, unknown>;
  readonly text: string;
  readonly headers: Headers;
}

/** A browser with a page of the shop: it keeps cookies, and shows scripts those that are not hidden. */
export interface ShopPage {
  readonly cookies: Map<string, string>;
  /** Everything that was ever answered, bodies and headers; what a script could have read. */
  readonly seen: string[];
  ask(line: string, ask?: Ask): Promise<PageAnswer>;
  /** What the page would send with a request of its own. */
  request(path: string, init?: RequestInit): Request;
}

/** Opens a browser. */
export function openPage(
  handler: (request: Request) => Promise<Response>,
  { origin = 'https://shop.example', path = '/fanfare' } = {},
): ShopPage {
  const cookies = new Map<string, string>();
  const seen: string[] = [];
  const jar = (): string => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');

  const keep = (setCookie: string): void => {
    const [pair = '', ...attributes] = setCookie.split('; ');
    const at = pair.indexOf('=');
    const name = pair.slice(0, at);
    if (attributes.includes('Max-Age=0')) cookies.delete(name);
    else cookies.set(name, pair.slice(at + 1));
  };

  const request = (to: string, init: RequestInit = {}): Request => {
    const headers = new Headers(init.headers);
    if (cookies.size > 0) headers.set('cookie', jar());
    return new Request(`${origin}${to}`, { ...init, headers });
  };

  return {
    cookies,
    seen,
    request,
    async ask(line, { body, csrf, origin: from = origin, headers: more = {} } = {}) {
      const [method = 'GET', to = ''] = line.split(' ');
      const token = csrf === undefined ? cookies.get(cookieMode.csrfCookie) : csrf;
      const answer = await handler(
        request(path + to, {
          method,
          headers: {
            ...(method !== 'GET' && from !== null && { origin: from }),
            ...(token !== null && token !== undefined && { [cookieMode.csrfHeader]: token }),
            ...(body !== undefined && { 'content-type': 'application/json' }),
            ...more,
          },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        }),
      );
      const text = await answer.text();
      seen.push(text, ...[...answer.headers].map(([name, value]) => `${name}: ${value}`));
      for (const cookie of answer.headers.getSetCookie()) keep(cookie);
      const data = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
      return { status: answer.status, data, text, headers: answer.headers };
    },
  };
}
