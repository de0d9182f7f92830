import { dpop } from '@fanfare/contract';
import type { Possession, ShownRequest } from './possession.js';

/** A request with a token, and how it is sent. */
export interface ShownSending extends Required<Pick<ShownRequest, 'method' | 'url'>> {
  readonly token: string;
  /** Whether the same request can be sent twice: a body that streams cannot. */
  readonly mayRepeat: boolean;
  readonly send: (shown: Readonly<Record<string, string>>) => Promise<Response>;
}

/**
 * Sends a request with a token, and once more where a server refuses the proof and tells a new nonce (RFC 9449 §9) or another
 * time for the next one: it did so before it acted.
 */
export async function sendShown(possession: Possession, request: ShownSending): Promise<Response> {
  const { method, url, token, mayRepeat, send } = request;
  const shown = await possession.show({ method, url, token });
  const answer = await send(shown);
  const isNews = await possession.hear(url, answer);
  if (!isNews || !mayRepeat || answer.status !== 401 || shown[dpop.header] === undefined) return answer;
  answer.body?.cancel().catch(() => undefined);
  return send(await possession.show({ method, url, token }));
}
