import { FanfareProvider } from '@fanfare/react';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { afterEach, expect, it, vi } from 'vitest';
import { Storefront } from '../src/storefront.tsx';

const pageNames = ['window', 'document', 'localStorage', 'location', 'indexedDB'];

afterEach(() => {
  for (const name of pageNames) Reflect.deleteProperty(globalThis, name);
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it('renders on a server: the product is there at once, nothing is sent, and nothing of a page is touched', () => {
  const sent = vi.fn();
  vi.stubGlobal('fetch', sent);
  const touched: string[] = [];
  for (const name of pageNames) {
    Object.defineProperty(globalThis, name, {
      configurable: true,
      get: () => void touched.push(name),
    });
  }
  const complaint = vi.spyOn(console, 'error');

  const html = renderToString(
    createElement(
      FanfareProvider,
      { options: { publishableKey: 'pk_test_a1b2c3d4e5f6' } },
      createElement(Storefront, { experienceId: 'exp_1' }),
    ),
  );

  expect(html).toContain('<h1>Night Ferry</h1>');
  expect(html).toContain('One moment');
  expect(touched).toEqual([]);
  expect(sent).not.toHaveBeenCalled();
  expect(complaint).not.toHaveBeenCalled();
});
