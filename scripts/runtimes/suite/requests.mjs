import { FanfareServer } from '@fanfare/node';
import { expectEqual, expectRefusal } from './expect.mjs';

/** Calls over HTTP to a platform that verifies the signatures with code of its own. */
export const requests = {
  'a request signed by the secret key is taken': async ({ baseUrl, secretKey, queueId, consumerId }) => {
    const fanfare = new FanfareServer({ baseUrl, secretKey });
    expectEqual((await fanfare.consumers.get(consumerId)).id, consumerId);
    expectEqual((await fanfare.admin.queues.update(queueId, { admitRate: 7 })).admitRate, 7);
  },
  'a request signed by an Ed25519 key is taken, as PEM and as JWK': async ({ baseUrl, ed25519, queueId }) => {
    for (const privateKey of [ed25519.pem, ed25519.jwk]) {
      const fanfare = new FanfareServer({ baseUrl, signingKey: { privateKey } });
      expectEqual((await fanfare.admin.queues.get(queueId)).id, queueId);
    }
  },
  'a request signed by another key is refused': async ({ baseUrl, secretKey, queueId, ed25519 }) => {
    const other = new FanfareServer({ baseUrl, secretKey: `${secretKey.slice(0, -6)}forged` });
    await expectRefusal(() => other.admin.queues.get(queueId), 'key_invalid');
    const privateKey = { ...ed25519.otherJwk };
    const stranger = new FanfareServer({ baseUrl, signingKey: { privateKey, keyId: ed25519.keyId } });
    await expectRefusal(() => stranger.admin.queues.get(queueId), 'signature_mismatch');
  },
};
