import { Hono } from 'hono';
import type { MockContext } from '../context.js';
import type { MockEnv } from '../exchange.js';
import { orRefuse } from './or-refuse.js';
import { readFields } from './read-fields.js';

/** `GET` reads the clock; `POST { advance: "15m" }` moves it, `{ flow: true }` and `{ flow: false }` start and stop it. */
export function clockRoutes({ clock }: MockContext): Hono<MockEnv> {
  const routes = new Hono<MockEnv>();
  const state = (): { now: string; flow: boolean } => ({
    now: new Date(clock.now()).toISOString(),
    flow: clock.isFlowing,
  });
  routes.get('/clock', (c) => c.json(state()));
  routes.post('/clock', async (c) => {
    const { advance, flow } = await readFields(c.req.raw, { advance: 'span', flow: 'flag' });
    if (flow === true) clock.flow();
    if (flow === false) clock.freeze();
    if (advance !== undefined) await orRefuse(() => clock.advance(advance));
    return c.json(state());
  });
  return routes;
}
