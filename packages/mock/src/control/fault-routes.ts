import { Hono } from 'hono';
import type { MockContext } from '../context.js';
import type { MockEnv } from '../exchange.js';
import { createFaults } from '../faults/create-faults.js';
import { readFault } from '../faults/read-fault.js';
import { readFaultLog } from '../faults/read-fault-log.js';
import { readJson } from './read-json.js';

/** `POST` makes something go wrong on purpose, `DELETE` ends all of it, or one; the log tells what struck, and can be replayed. */
export function faultRoutes(context: MockContext): Hono<MockEnv> {
  const routes = new Hono<MockEnv>();
  routes.get('/faults', (c) => c.json(context.use(createFaults).armed));
  routes.post('/faults', async (c) => {
    const fault = readFault(await readJson(c.req.raw));
    context.use(createFaults).add(fault);
    return c.body(null, 204);
  });
  routes.delete('/faults', (c) => {
    context.use(createFaults).clear();
    return c.body(null, 204);
  });
  routes.delete('/faults/:id{[0-9]+}', (c) => {
    context.use(createFaults).remove(Number(c.req.param('id')));
    return c.body(null, 204);
  });
  routes.get('/faults/log', (c) => c.json(context.use(createFaults).log));
  routes.post('/faults/replay', async (c) => {
    context.use(createFaults).replay(readFaultLog(await readJson(c.req.raw)));
    return c.body(null, 204);
  });
  return routes;
}
