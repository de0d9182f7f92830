import type { OneRequest } from './send-once.js';

/** Sends one request by `fetch` alone: all that a page needs for it. */
export function sendWithFetch(url: URL, request: OneRequest): Promise<Response> {
  const { fetch, body, credentials, ...rest } = request;
  return fetch(url, {
    ...rest,
    ...(body !== undefined && { body }),
    ...(credentials !== undefined && { credentials }),
    redirect: 'manual',
  });
}
