import type { MockServer } from '@fanfare/mock/server';

/** Puts so many guests in line. */
export async function joinLine({ platform, url }: MockServer, count: number): Promise<void> {
  const [{ keys, queue }] = platform.world.organizations;
  for (let joined = 0; joined < count; joined += 1) {
    const headers = { 'x-publishable-key': keys.test.publishable, origin: url };
    const guest = await fetch(`${url}/consumer/api/auth/guest`, { method: 'POST', headers });
    const { accessToken } = (await guest.json()) as { readonly accessToken: string };
    await fetch(`${url}/consumer/api/queues/${queue.id}/enter`, {
      method: 'POST',
      headers: { ...headers, authorization: `Bearer ${accessToken}` },
    });
  }
}
