import { serverErrors } from '@fanfare/contract';
import { operationList } from '@fanfare/contract/operations';
import { Hono } from 'hono';
import type { MockEnv } from '../exchange.js';
import type { Fault, Faults } from '../faults.js';
import { refuse } from '../refusal.js';
import { orRefuse } from './or-refuse.js';
import { readFields, type FieldSpec } from './read-fields.js';

const spec = {
  operation: 'text',
  times: 'amount',
  latencyMs: 'amount',
  status: 'amount',
  code: 'text',
  body: 'text',
  contentType: 'text',
  loseAnswer: 'flag',
  cutBody: 'flag',
  dateSkewMs: 'number',
  retryAfter: 'text',
  hang: 'flag',
} as const satisfies FieldSpec & Record<keyof Fault, unknown>;

/** `POST` makes something go wrong on purpose, `DELETE` ends all of it. */
export function faultRoutes({ faults }: { readonly faults: Faults }): Hono<MockEnv> {
  const routes = new Hono<MockEnv>();
  routes.post('/faults', async (c) => {
    const { operation, code, ...rest } = await readFields(c.req.raw, spec);
    if (operation !== undefined && !operationList.some(({ id }) => id === operation)) {
      return refuse('validation_error', `"${operation}" is not the id of an operation.`);
    }
    if (code !== undefined && !Object.hasOwn(serverErrors, code)) {
      return refuse('validation_error', `"${code}" is not a code of the platform.`);
    }
    // A flag that is false says nothing, like one that is absent.
    const said = Object.entries({ operation, code, ...rest }).filter(
      ([, value]) => value !== undefined && value !== false,
    );
    orRefuse(() => faults.add(Object.fromEntries(said) as Fault)); // every field was checked above
    return c.body(null, 204);
  });
  routes.delete('/faults', (c) => {
    faults.clear();
    return c.body(null, 204);
  });
  return routes;
}
