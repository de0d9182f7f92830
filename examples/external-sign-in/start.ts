// Plays it once: a guest joins the line, signs in at the provider, and stands where they stood.
import { FanfareClient, memoryTokenStore } from '@fanfare/browser';
import { startMockServer } from '@fanfare/mock/server';
import { shopApp } from './app.ts';
import { startProvider } from './provider.ts';
import { signIn } from './sign-in.ts';

const clientId = 'shop-web';
const [mock, provider] = await Promise.all([startMockServer(), startProvider()]);
const [{ keys, queue }] = mock.platform.world.organizations;
const app = shopApp({
  secretKey: keys.test.secret,
  baseUrl: mock.url,
  issuer: provider.issuer,
  clientId,
});
const fanfare = new FanfareClient({
  publishableKey: keys.test.publishable,
  baseUrl: mock.url,
  store: memoryTokenStore(),
});

await fanfare.auth.guest();
await fanfare.queues.enter(queue.id);
const show = async (who: string): Promise<void> => {
  const state = await fanfare.queues.status(queue.id);
  console.log(`${who}: ${state.status}, number ${'position' in state ? state.position : '–'}`);
};
await show('The guest');

const idToken = await provider.idToken({ id: 'user-42', clientId });
const { consumer } = await signIn(fanfare, { idToken, fetch: (path, init) => app.request(path, init) });
await show(`${consumer?.email ?? 'The user'}, after the sign-in`);

fanfare.destroy();
provider.close();
await mock.close();
