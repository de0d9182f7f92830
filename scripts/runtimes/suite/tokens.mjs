import { verifyConsumerToken } from '@fanfare/node/tokens';
import { expectEqual, expectRefusal } from './expect.mjs';

/** Access tokens of the platform, against its keys as it serves them. */
export const tokens = {
  'an access token passes': async ({ accessToken, jwksUrl, organizationId, consumerId }) => {
    const verified = await verifyConsumerToken(accessToken, { jwksUrl, organizationId });
    expectEqual(verified.consumerId, consumerId);
  },
  'a forged access token is refused': async ({ accessToken, jwksUrl, organizationId }) => {
    const [head, , signature] = accessToken.split('.');
    const claims = btoa('{"sub":"csm_other"}').replace(/=+$/, '');
    for (const forged of [`${head}.${claims}.${signature}`, accessToken.slice(0, -8)])
      await expectRefusal(() => verifyConsumerToken(forged, { jwksUrl, organizationId }), 'invalid_token');
    await expectRefusal(
      () => verifyConsumerToken(accessToken, { jwksUrl, organizationId: 'org_other' }),
      'invalid_token',
    );
  },
};
