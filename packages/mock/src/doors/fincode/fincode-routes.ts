import { Hono, type Context } from 'hono';
import type { MockContext } from '../../context.js';
import type { MockEnv } from '../../exchange.js';
import { isoTime } from '../../state/iso-time.js';
import { createApiTokens } from './api-tokens.js';
import { FincodeRefusal, refuseFincode } from './fincode-refusal.js';
import { createFincodeUsers } from './fincode-users.js';
import { readRequest } from './read-request.js';
import { fincodeAccount } from './seed.js';
import { createTokenPairs, type TokenHolder } from './token-pairs.js';

const shortestPassword = 8;

/**
 * Plays how one logs in at FinCode: `PUT` for login, refresh and logout, the access token bare in `X-Auth-Token`, a refresh token
 * that works once, envelopes around every answer. One account can be asked about, so that a token has something to open.
 */
export function fincodeRoutes(context: MockContext): Hono<MockEnv> {
  const routes = new Hono<MockEnv>();

  routes.put('/securitymanagement/login', async (c) => {
    const { email, currentPassword } = await readRequest(c.req.raw, ['email', 'currentPassword']);
    if (currentPassword.length < shortestPassword) {
      return refuseFincode('VALIDATION_ERROR', 'currentPassword must have at least 8 characters.');
    }
    const userId = context.use(createFincodeUsers).logIn(email, currentPassword);
    return succeed(c, await context.use(createTokenPairs).open(userId));
  });
  routes.put('/securitymanagement/refresh-token', async (c) => {
    const { refresh_token: token } = await readRequest(c.req.raw, ['refresh_token']);
    return succeed(c, await context.use(createTokenPairs).refresh(token));
  });
  routes.put('/securitymanagement/logout', async (c) => {
    const { refresh_token: token } = await readRequest(c.req.raw, ['refresh_token']);
    const pairs = context.use(createTokenPairs);
    await pairs.revoke(await holderOf(c), token);
    return succeed(c, {});
  });
  routes.get('/ledger/account-balance/:id', async (c) => {
    const shown = c.req.header('x-auth-token') ?? '';
    if (!context.use(createApiTokens).isGood(shown)) await holderOf(c);
    const { id, ...account } = fincodeAccount;
    if (c.req.param('id') !== id) return refuseFincode('NOT_FOUND', 'There is no such account.');
    return succeed(c, { id, ...account });
  });
  routes.all('/*', () => refuseFincode('NOT_FOUND', 'There is nothing at this address.'));
  routes.onError((error, c) => fail(c, error));

  function holderOf(c: Context<MockEnv>): Promise<TokenHolder> {
    const token = c.req.header('x-auth-token');
    if (token === undefined)
      return refuseFincode('AUTH_REQUIRED', 'This call needs a token in X-Auth-Token.');
    return context.use(createTokenPairs).holderOf(token);
  }

  function metadata({ env: { exchange } }: Context<MockEnv>): Readonly<Record<string, unknown>> {
    const now = context.clock.now();
    return {
      request_id: exchange.id,
      timestamp: isoTime(now),
      processing_time_ms: now - exchange.arrivedAt,
    };
  }

  function succeed(c: Context<MockEnv>, data: object): Response {
    return c.json({ success: true, data, metadata: metadata(c) });
  }

  function fail(c: Context<MockEnv>, error: unknown): Response {
    if (!(error instanceof FincodeRefusal))
      context.reportDefect(`${c.req.method} ${c.req.path}: ${String(error)}`);
    const { code, message, status } =
      error instanceof FincodeRefusal ? error : new FincodeRefusal('SERVER_ERROR', 'Something went wrong.');
    return c.json({ success: false, code, message, metadata: metadata(c) }, status);
  }

  return routes;
}
