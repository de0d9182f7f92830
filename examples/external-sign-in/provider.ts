// Stands for Clerk, Auth0 or any other OpenID provider: says where its keys are, and signs who its users are. Nothing to copy.
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** A provider that runs. */
export interface Provider {
  readonly issuer: string;
  /** Makes the ID token of a user who signed in, for one of the provider's applications. */
  readonly idToken: (user: { readonly id: string; readonly clientId: string }) => Promise<string>;
  readonly close: () => void;
}

/** Starts a provider on a free port. */
export async function startProvider(): Promise<Provider> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const key = { ...(await exportJWK(publicKey)), kid: 'key-1', alg: 'ES256', use: 'sig' };
  let issuer = '';
  const app = new Hono();
  app.get('/.well-known/openid-configuration', (c) => c.json({ issuer, jwks_uri: `${issuer}/keys` }));
  app.get('/keys', (c) => c.json({ keys: [key] }));

  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const started = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
      issuer = `http://127.0.0.1:${port}`;
      resolve(started);
    });
  });
  return {
    issuer,
    idToken: ({ id, clientId }) =>
      new SignJWT({ email: `${id}@shop.example`, email_verified: true, name: 'Ada' })
        .setProtectedHeader({ alg: 'ES256', kid: key.kid, typ: 'JWT' })
        .setIssuer(issuer)
        .setSubject(id)
        .setAudience(clientId)
        .setIssuedAt()
        .setExpirationTime('5m')
        .sign(privateKey),
    close: () => server.close(),
  };
}
