import type { OneRequest } from './send-once.js';

let ky: typeof import('ky').default | undefined;

/** Sends one request by ky, which is loaded on first use, so that importing the SDK on a server costs nothing. */
export async function sendWithKy(url: URL, request: OneRequest): Promise<Response> {
  ky ??= (await import('ky')).default; // kept: an import that has been made still takes a while
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
