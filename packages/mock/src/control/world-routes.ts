import { Hono } from 'hono';
import { createAccessTokens } from '../auth/access-tokens.js';
import { createFieldKeys } from '../encryption/encryption-keys.js';
import type { MockContext } from '../context.js';
import type { MockEnv } from '../exchange.js';
import { refuse } from '../refusal.js';
import { readFields } from './read-fields.js';

/** Shows the world, lets pages of an origin call, and rolls the key that signs access tokens. */
export function worldRoutes(context: MockContext): Hono<MockEnv> {
  const { organizations } = context.world;
  const routes = new Hono<MockEnv>();
  routes.get('/world', (c) => c.json(context.world));
  routes.post('/allowed-origins', async (c) => {
    const { organizationId, origin } = await readFields(c.req.raw, {
      organizationId: 'text',
      origin: 'text',
    });
    if (origin === undefined || !URL.canParse(origin) || new URL(origin).origin !== origin) {
      return refuse(
        'validation_error',
        '"origin" must look like "http://localhost:3000", as a browser sends it.',
      );
    }
    const meant = organizations.filter(({ id }) => organizationId === undefined || id === organizationId);
    if (meant.length === 0) return refuse('not_found', 'No organization has this id.');
    for (const { allowedOrigins } of meant) if (!allowedOrigins.includes(origin)) allowedOrigins.push(origin);
    return c.body(null, 204);
  });
  routes.post('/signing-keys/roll', (c) => {
    context.use(createAccessTokens).roll();
    return c.body(null, 204);
  });
  routes.post('/encryption-keys/roll', (c) => {
    context.use(createFieldKeys).roll();
    return c.body(null, 204);
  });
  return routes;
}
