import type { Answer, TestShop } from './open-shop.js';

/** The Admin service, as a merchant calls it. */
export interface TestAdmin {
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown): Promise<Answer>;
  put(path: string, body: unknown): Promise<Answer>;
  patch(path: string, body: unknown): Promise<Answer>;
  remove(path: string): Promise<Answer>;
}

/** Calls the Admin service as the merchant of a shop. */
export function adminOf(shop: TestShop): TestAdmin {
  const send = (method: string, path: string, body?: unknown): Promise<Answer> =>
    shop.merchant(method, path, body, { service: 'admin' });
  return {
    get: (path) => send('GET', path),
    post: (path, body) => send('POST', path, body),
    put: (path, body) => send('PUT', path, body),
    patch: (path, body) => send('PATCH', path, body),
    remove: (path) => send('DELETE', path),
  };
}

/** What an answer refused with, for a short comparison. */
export function told({ status, body }: Answer): unknown[] {
  return [status, body['error']];
}

/** The entries of an answer that is a bare list, which a test reads field by field. */
export function listed({ body }: Answer): Readonly<Record<string, unknown>>[] {
  if (!Array.isArray(body)) throw new Error('The answer is not a list.');
  return body as Readonly<Record<string, unknown>>[]; // checked above; entries of JSON lists are objects here
}

/** The entries of a page. */
export function paged({ body }: Answer): Readonly<Record<string, unknown>>[] {
  const { data } = body;
  if (!Array.isArray(data)) throw new Error('The answer is not a page.');
  return data as Readonly<Record<string, unknown>>[]; // as above
}
