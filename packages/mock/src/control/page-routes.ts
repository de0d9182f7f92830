import { Hono } from 'hono';
import type { MockEnv } from '../exchange.js';
import { streamLive } from '../live/stream-live.js';
import type { LiveSources } from '../live/live-parts.js';
import { serveAsset, serveMockPage } from '../pages/mock-page.js';
import { refuse } from '../refusal.js';

/** The page for people at `/__mock`, what it is made of, and the stream that it follows. */
export function pageRoutes(sources: LiveSources): Hono<MockEnv> {
  const routes = new Hono<MockEnv>();
  routes.get('/', (c) => {
    const isForPeople = c.req.header('accept')?.includes('text/html');
    return isForPeople ? serveMockPage() : refuse('not_found', 'There is a page here, for browsers.');
  });
  routes.get('/stream', (c) => streamLive(sources, c.req.raw.signal));
  routes.get('/assets/:name', (c) => serveAsset(c.req.param('name')));
  return routes;
}
