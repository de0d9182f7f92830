import type { ReactElement, ReactNode } from 'react';
import type { FanfareClient } from '@fanfare/browser';
import type { ReactVersion } from './react-versions.js';

/** A place in the document to render into, with the time in which React does so. */
export interface Stage {
  readonly container: HTMLElement;
  /** Shows children below a provider. */
  show(children: ReactNode): Promise<void>;
  /** Does something, and lets React finish. */
  act(work: () => unknown): Promise<void>;
  /** Presses the button with that label. */
  press(label: string): Promise<void>;
  readonly text: string;
  close(): Promise<void>;
}

/** What a stage is opened with. */
export interface StageOptions {
  readonly client: FanfareClient;
  readonly strict?: boolean;
  readonly serverClock?: { now(): number };
  /** Waits for what is under way. */
  readonly settle?: () => Promise<void>;
}

/** Opens a stage. */
export function openStage(
  { React, createRoot, fanfare }: ReactVersion,
  { client, serverClock, strict = true, settle = () => Promise.resolve() }: StageOptions,
): Stage {
  const container = document.createElement('div');
  document.body.append(container);
  const root = createRoot(container);
  const { createElement: h } = React;
  // Effects run when `act` is over, and what they begin is waited for by the next one.
  const act = async (work: () => unknown): Promise<void> => {
    for (const each of [work, ...Array.from({ length: 4 }, () => settle)]) {
      await React.act(async () => {
        await each();
      });
    }
  };
  return {
    container,
    act,
    show(children) {
      const provided: ReactElement = h(fanfare.FanfareProvider, { client, serverClock }, children);
      return act(() => root.render(strict ? h(React.StrictMode, null, provided) : provided));
    },
    press(label) {
      const buttons = [...container.querySelectorAll('button')];
      const button = buttons.find(({ textContent }) => textContent === label);
      if (button === undefined) {
        const seen = buttons.map(({ textContent }) => textContent).join(', ');
        throw new Error(`There is no button "${label}", but: ${seen}. ${container.textContent}`);
      }
      return act(() => button.click());
    },
    get text() {
      return container.textContent;
    },
    async close() {
      await act(() => root.unmount());
      container.remove();
    },
  };
}
