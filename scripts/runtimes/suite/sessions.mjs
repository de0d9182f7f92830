import { createSession } from '@fanfare/browser/token-engine';
import { expectEqual } from './expect.mjs';

const encode = (value) => btoa(JSON.stringify(value)).replaceAll('=', '');

/** The engine of a page's session, where there is no page. */
export const sessions = {
  'a session refreshes once for all who ask, without a page': async () => {
    let made = 0;
    const answer = () => {
      made += 1;
      const iat = Math.floor(Date.now() / 1000);
      const accessToken = [
        encode({ alg: 'none' }),
        encode({ iat, exp: iat + 900, jti: `${made}` }),
        'c2ln',
      ].join('.');
      return {
        accessToken,
        refreshToken: `refresh-token-${made}`,
        refreshTokenTtlSeconds: 3_600,
        beaconToken: 'beacon',
      };
    };
    const session = createSession({
      namespace: 'runtimes',
      exchange: { refresh: async () => answer(), revoke: async () => undefined },
    });
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    await session.signIn({ ...answer(), session: { type: 'guest', consumerId: 'con_1', expiresAt } });
    const first = await session.getAccessToken();
    const refreshed = await Promise.all(Array.from({ length: 10 }, () => session.refresh(first)));
    session.destroy();
    expectEqual([made, new Set(refreshed).size, refreshed[0] === first], [2, 1, false]);
  },
};
