const base = '/consumer/api/auth';
const codes = { reused: 'refresh_token_reused', revoked: 'session_revoked' };

const pairOf = (pair) => ({
  accessToken: pair.accessToken,
  refreshToken: pair.refreshToken,
  refreshTokenTtlSeconds: 30 * 86_400,
  beaconToken: 'beacon',
  ...(pair.isBound && { tokenType: 'DPoP' }),
});

/** Our own wire: `auth.guest`, `auth.refresh` and `auth.logout` of packages/contract, with tokens bound to the page's key, and a place in a queue. */
export const shape = {
  isRefresh: ({ path }) => path === `${base}/refresh`,
  spent: ({ body }) => body.refreshToken,
  answer: (pair) => ({
    ...pairOf(pair),
    accessTokenExpiresAt: new Date(pair.expiresAt * 1000).toISOString(),
  }),
  refusal: (outcome) => ({ status: 401, body: { code: codes[outcome], message: 'The session is over.' } }),
  failure: ({ status }) => ({
    code: status === 429 ? 'rate_limited' : 'internal_error',
    message: 'Out of order.',
  }),
  other: ({ path }, { pair, world }) => {
    if (path === `${base}/logout`) world.family.revoke();
    if (path.includes('/queues/'))
      return { status: 200, body: { status: 'QUEUED', position: 7, estimatedWaitTimeInSeconds: 60 } };
    if (path !== `${base}/guest`) return { status: 200, body: { ok: true } };
    const expiresAt = new Date(Date.now() + 30 * 86_400_000).toISOString();
    return {
      status: 200,
      body: { ...pairOf(pair), session: { type: 'guest', consumerId: 'csm_1', expiresAt } },
    };
  },
};
