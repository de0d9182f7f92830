import { Window } from 'happy-dom';
import { afterEach, expect, test, vi } from 'vitest';
import type { PageEvent } from '../../src/tabs/page-events.js';
import { windowPageEvents } from '../../src/tabs/window-page-events.js';

afterEach(() => vi.unstubAllGlobals());

function page(): { window: Window; setVisible: (isVisible: boolean) => void } {
  const window = new Window();
  let state = 'visible';
  Object.defineProperty(window.document, 'visibilityState', { get: () => state });
  vi.stubGlobal('document', window.document);
  vi.stubGlobal('addEventListener', window.addEventListener.bind(window));
  return {
    window,
    setVisible(isVisible) {
      state = isVisible ? 'visible' : 'hidden';
      window.document.dispatchEvent(new window.Event('visibilitychange', { bubbles: true }));
    },
  };
}

test('passes on what happens to the page, each once, until it is undone', () => {
  const { window, setVisible } = page();
  const events = windowPageEvents();
  const heard: PageEvent[] = [];
  const undo = events?.listen((event) => heard.push(event));

  setVisible(false);
  expect(events?.visible()).toBe(false);
  setVisible(true);
  for (const type of ['online', 'pagehide', 'pageshow', 'offline'])
    window.dispatchEvent(new window.Event(type));
  undo?.();
  undo?.();
  setVisible(false);
  window.dispatchEvent(new window.Event('online'));

  expect(heard).toEqual(['hidden', 'visible', 'online', 'pagehide', 'pageshow']);
});

test('a worker has no visibility: it counts as visible', () => {
  const target = new EventTarget();
  vi.stubGlobal('document', undefined);
  vi.stubGlobal('addEventListener', target.addEventListener.bind(target));
  const heard: PageEvent[] = [];

  const events = windowPageEvents();
  events?.listen((event) => heard.push(event));
  target.dispatchEvent(new Event('online'));

  expect(events?.visible()).toBe(true);
  expect(heard).toEqual(['online']);
});

test('a server has no page', () => {
  expect(windowPageEvents()).toBeNull();
});
