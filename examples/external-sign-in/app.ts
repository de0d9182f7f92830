import { AuthenticationError, FanfareServer } from '@fanfare/node';
import { Hono } from 'hono';

/** What the backend needs. */
export interface Settings {
  readonly secretKey: string;
  /** Where the platform is; left out in production. */
  readonly baseUrl?: string;
  /** The provider exactly as its tokens name it, such as `https://shop.eu.auth0.com/` with its slash. */
  readonly issuer: string;
  /** The client id of your application at the provider: a token for another application opens nothing here. */
  readonly clientId: string;
}

/** Makes the backend: it verifies who the provider says it is, and vouches for them to the platform. */
export function shopApp({ secretKey, baseUrl, issuer, clientId }: Settings): Hono {
  const fanfare = new FanfareServer({ secretKey, baseUrl });
  const app = new Hono();

  app.post('/api/fanfare-session', async (c) => {
    const { idToken } = await c.req.json<{ idToken: unknown }>();
    // Signature, issuer, audience and times are checked first; the platform hears of good tokens only.
    const { exchangeCode } = await fanfare.external.authorizeToken({
      token: typeof idToken === 'string' ? idToken : '',
      provider: 'shop-login', // identities are told apart by it: never change it
      issuer,
      audience: clientId,
    });
    c.header('cache-control', 'no-store'); // the code signs in whoever has it, once, for 60 seconds
    return c.json({ exchangeCode });
  });

  app.onError((error, c) => {
    if (error instanceof SyntaxError) return c.json({ error: 'invalid_request' }, 400);
    if (error instanceof AuthenticationError && error.status === undefined)
      return c.json({ error: error.code }, 401); // the shopper's token; a refusal of our own key has a status
    console.error(error); // the SDK's errors hold no key and no token
    return c.json({ error: 'unavailable' }, 503);
  });
  return app;
}
