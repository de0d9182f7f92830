import { headers } from '@fanfare/contract';
import { resolveServiceUrls } from '@fanfare/core/base';
import type { Patient } from './check.js';

/** A request of the Consumer service, as a page sends it. */
export interface PlatformRequest {
  readonly path: string;
  readonly method?: string;
  readonly publishableKey?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const mostMs = 10_000;

/** Asks the Consumer service; `undefined` where nothing answers. The body is left aside. */
export async function platformAnswer(
  { io, baseUrl }: Patient,
  request: PlatformRequest,
): Promise<Response | undefined> {
  const { path, publishableKey, method = 'GET' } = request;
  const key = publishableKey === undefined ? {} : { [headers.publishableKey]: publishableKey };
  try {
    const answer = await io.fetch(`${resolveServiceUrls({ baseUrl }).consumer}${path}`, {
      method,
      redirect: 'manual',
      headers: { ...request.headers, ...key },
      signal: AbortSignal.any([io.signal, AbortSignal.timeout(mostMs)]),
    });
    await answer.body?.cancel();
    return answer;
  } catch (error) {
    if (io.signal.aborted) throw error;
    return undefined;
  }
}
