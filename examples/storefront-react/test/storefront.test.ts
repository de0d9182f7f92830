// @vitest-environment happy-dom
import { FanfareClient, memoryTokenStore } from '@fanfare/browser';
import { createMockPlatform } from '@fanfare/mock';
import { FanfareProvider } from '@fanfare/react';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, it, onTestFinished, vi } from 'vitest';
import { Storefront } from '../src/storefront.tsx';

const wait = { timeout: 20_000, interval: 50 };

it('leads from the product to a place in line, and to the turn', async () => {
  const platform = createMockPlatform({ seed: 1 });
  const [{ keys, experience }] = platform.world.organizations;
  const client = new FanfareClient({
    publishableKey: keys.test.publishable,
    baseUrl: platform.origin,
    fetch: platform.fetch,
    store: memoryTokenStore(),
  });
  const root = createRoot(document.body.appendChild(document.createElement('div')));
  onTestFinished(() => {
    root.unmount();
    client.destroy();
  });
  const page = (): string => document.body.textContent;
  const press = async (label: string): Promise<void> => {
    const find = (): HTMLButtonElement | undefined =>
      [...document.querySelectorAll('button')].find((button) => button.textContent === label);
    await vi.waitFor(() => expect(find(), page()).toBeDefined(), wait);
    find()?.click();
  };

  root.render(
    createElement(FanfareProvider, { client }, createElement(Storefront, { experienceId: experience.id })),
  );
  await press('Continue as guest');
  await press('Join the line');
  await vi.waitFor(() => expect(page()).toContain('You are next'), wait);
  expect(page()).toContain('Guest');
  expect(page()).toContain('Night Ferry');

  await platform.clock.advance('1m');
  await vi.waitFor(() => expect(page()).toContain('Go to checkout'), wait);
  expect(platform.defects).toEqual([]);
});
