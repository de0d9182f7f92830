import type { Shop } from './shop.ts';

/** Puts other shoppers into the line first, so that there is a line. */
export async function enterCrowd({ mock, organization }: Shop, size: number): Promise<void> {
  const key = { 'x-publishable-key': organization.keys.test.publishable };
  const post = async (path: string, headers: Record<string, string>): Promise<unknown> => {
    const response = await fetch(`${mock.url}/consumer/api${path}`, { method: 'POST', headers });
    if (!response.ok) throw new Error(`A shopper of the crowd got ${response.status} from ${path}.`);
    return response.json();
  };
  for (let entered = 0; entered < size; entered += 1) {
    const { accessToken } = (await post('/auth/guest', key)) as { accessToken: string };
    await post(`/queues/${organization.queue.id}/enter`, { ...key, authorization: `Bearer ${accessToken}` });
  }
}
