import type { Secret } from '../secret.js';
import type { CredentialStrategy } from './credential-strategy.js';

/**
 * Makes a call with a credential, and once more with another one where the answer is 401. Where there is no other, the
 * refusal is returned as it is.
 *
 * @param send - Makes the call. It is the one that decides where a secret travels to: give it one fixed address.
 * @throws what `send` and the strategy throw
 */
export async function callWith(
  strategy: CredentialStrategy,
  send: (secret: Secret) => Promise<Response>,
): Promise<Response> {
  const secret = await strategy.get();
  const answer = await send(secret);
  if (answer.status !== 401) return answer;
  const successor = await strategy.renew(secret).catch(async (error: unknown) => {
    await answer.body?.cancel(); // nobody reads it, and it would hold its connection
    throw error;
  });
  if (successor.reveal() === secret.reveal()) return answer;
  await answer.body?.cancel();
  return send(successor);
}
