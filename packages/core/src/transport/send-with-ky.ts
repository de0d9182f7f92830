import type { OneRequest } from './send-once.js';

/** Sends one request by ky, which is loaded on first use, so that importing the SDK on a server costs nothing. */
export async function sendWithKy(url: URL, request: OneRequest): Promise<Response> {
  const { default: ky } = await import('ky');
  const { body, credentials, headers, ...rest } = request;
  return ky(url, {
    ...rest,
    headers: { ...headers },
    ...(body !== undefined && { body }),
    ...(credentials !== undefined && { credentials }),
    redirect: 'manual',
    throwHttpErrors: false,
    // Ours: they cover the body too, run on an injected clock and know the rows of the contract.
    timeout: false,
    retry: 0,
  });
}
