import 'server-only';
import { FanfareServer } from '@fanfare/node';
import { createSessions, memorySessionStore, type Sessions } from '@fanfare/node/sessions';
import { headers } from 'next/headers';
import { settings } from './settings';

const { publishableKey, secretKey, organizationId, baseUrl, sealKey, shopUrl } = settings;

/** Speaks to the platform in the name of the shop. */
export const fanfareServer = new FanfareServer({ secretKey, organizationId, baseUrl });

// Next.js loads a module once for each route that imports it; the sessions must be the same ones.
const shared = globalThis as typeof globalThis & { shopSessions?: Sessions };

/** Keeps the shoppers' tokens: browsers hold a cookie that no script can read. */
export const sessions: Sessions = (shared.shopSessions ??= createSessions({
  publishableKey,
  baseUrl,
  store: memorySessionStore(), // redisSessionStore or postgresSessionStore where there is more than one process
  keys: [{ id: 'k1', secret: sealKey }],
  origins: [shopUrl],
}));

/** Tells whose page is rendered; `null` where nobody is signed in. */
export async function currentShopper(): ReturnType<Sessions['read']> {
  return sessions.read(new Request(shopUrl, { headers: new Headers(await headers()) }));
}
