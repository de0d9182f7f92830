import { pause } from '../pause.mjs';
import { createFamily } from './create-family.mjs';
import { lifetimeSeconds, mint, thumbprint } from './mint.mjs';

/**
 * One shopper at one server: a family of tokens, what is wrong with the server just now, and what it was asked. Its clock is `aheadMs` ahead of this machine's. `fault` is
 * `undefined`, `{ status, headers }`, `'hang'`, `'down'` (the connection is cut) or `'lose'` (it takes effect, and half of the answer comes).
 */
export function createWorld({ origin, shape, graceMs = 0, latencyMs = 0, agedMs = 0 }) {
  const world = { origin, shape, latencyMs, agedMs, aheadMs: 0, fault: undefined, refreshes: 0, calls: 0 };
  const family = createFamily({ graceMs });
  let boundTo;
  const now = () => Date.now() + world.aheadMs;
  const issue = (atMs) => mint({ origin, family, atMs, boundTo });

  return Object.assign(world, {
    family,
    /** The pair of a sign-in that happened `agedMs` ago. */
    signedIn: () => issue(now() - world.agedMs),
    /** Whether a token that a page got would be taken. */
    accepts: (token) => !family.isRevoked && Number(claimsOf(token).exp) * 1000 > now(),
    /** What is answered to one request of the page's script; `undefined` for a path that the peer should not know. */
    async answer(request) {
      world.calls += 1;
      const isRefresh = shape.isRefresh(request);
      if (isRefresh) world.refreshes += 1;
      const { fault } = world;
      if (fault === 'down') return 'cut';
      if (fault === 'hang') return 'nothing';
      if (fault?.status !== undefined)
        return {
          status: fault.status,
          headers: fault.headers,
          body: shape.failure?.(fault) ?? { error: 'out of order' },
        };
      if (!isRefresh) {
        boundTo ??= thumbprint(request.headers.dpop);
        return shape.other(request, { world, pair: world.signedIn() });
      }
      const outcome = family.spend(shape.spent(request, { world }));
      const isGood = outcome === 'ok';
      const answer = isGood
        ? { status: 200, body: shape.answer(issue(now()), request) }
        : shape.refusal(outcome);
      if (world.latencyMs > 0) await pause(world.latencyMs); // it has taken effect, and the answer is on its way
      if (fault !== 'lose' || !isGood) return answer;
      world.fault = undefined; // one answer is lost
      return { ...answer, isCut: true };
    },
  });
}

export const lifetimeMs = lifetimeSeconds * 1000;

function claimsOf(token) {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));
  } catch {
    return {};
  }
}
