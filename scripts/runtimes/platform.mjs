// Starts a platform and prints what the suite needs of it, as one line; ends with its input.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { startMockServer } from '@fanfare/mock/server';
import { FanfareServer, proveKey } from '@fanfare/node';
import { createTestWebhook } from '@fanfare/node/webhooks';

const { url, platform, close } = await startMockServer({ withoutRateLimits: true });
const [organization] = platform.world.organizations;
const secretKey = organization.keys.test.secret;
const sent = await fetch(`${url}/consumer/api/auth/guest`, {
  method: 'POST',
  headers: { 'x-publishable-key': organization.keys.test.publishable },
});
const { accessToken, session } = await sent.json();

console.log(
  JSON.stringify({
    baseUrl: url,
    secretKey,
    organizationId: organization.id,
    queueId: organization.queue.id,
    consumerId: session.consumerId,
    accessToken,
    jwksUrl: `${url}/consumer/api/.well-known/jwks.json`,
    delivery: delivery(),
    ed25519: await registeredKey(),
    sealingKey: { id: 'k1', secret: randomBytes(32).toString('base64') },
  }),
);
process.stdin.resume().on('end', close);

function delivery() {
  const secret = 'whsec_for_these_tests_only';
  const data = {
    orderId: 'ord_1',
    consumerId: 'csm_1',
    completedAt: new Date().toISOString(),
    amount: '12.50',
    currencyCode: 'EUR',
    note: 'Größe 券', // a field of a newer platform, and bytes beyond ASCII
  };
  const { body, headers } = createTestWebhook({ type: 'order.completed', data, secret });
  return { secret, body, headers };
}

/** Registers a key, so that requests which it signs are taken. */
async function registeredKey() {
  const fanfare = new FanfareServer({ baseUrl: url, secretKey });
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { keyId } = await fanfare.admin.publicKeys.register({
    name: 'runtimes',
    publicKey: publicKey.export({ format: 'pem', type: 'spki' }),
    proof: proveKey({ privateKey, organizationId: organization.id, mode: 'test' }),
    scopes: ['read:experiences'],
  });
  const jwk = (key) => key.export({ format: 'jwk' });
  return {
    keyId,
    pem: privateKey.export({ format: 'pem', type: 'pkcs8' }),
    jwk: jwk(privateKey),
    otherJwk: jwk(generateKeyPairSync('ed25519').privateKey),
  };
}
