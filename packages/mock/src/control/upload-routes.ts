import { Hono } from 'hono';
import type { MockContext } from '../context.js';
import type { MockEnv } from '../exchange.js';
import { refuse } from '../refusal.js';
import { readBody } from '../router/read-body.js';
import { createMediaAssets } from '../state/media-assets.js';
import { createUploads } from '../state/uploads.js';

/** `PUT` takes a file at the address that an `uploadUrl` names; uploaded pictures and films can be fetched. */
export function uploadRoutes(context: MockContext): Hono<MockEnv> {
  const routes = new Hono<MockEnv>();
  routes.put('/uploads/:token', async (c) => {
    const token = c.req.param('token');
    const uploads = context.use(createUploads);
    const bytes = await readBody(c.req.raw, uploads.maxBytes(token));
    uploads.put(token, { contentType: c.req.header('content-type') ?? '', bytes });
    return c.body(null, 204);
  });
  routes.get('/media/:mediaAssetId', (c) => {
    const file = context.use(createMediaAssets).findFile(c.req.param('mediaAssetId'));
    if (file === undefined) return refuse('not_found', 'There is no such file.');
    // Shops show it in their pages, which are of another origin.
    const headers = { 'content-type': file.contentType, 'cross-origin-resource-policy': 'cross-origin' };
    return new Response(new Uint8Array(file.bytes), { headers });
  });
  return routes;
}
