import type { Page } from 'playwright-core';

declare global {
  /** Shows a widget in the page under test, and tells what it told. */
  var showWidget: (options: ShownWidget) => void;
  /** Grants that the widget of the page handed over. */
  var admitted: string[];
}

/** What is shown. */
export interface ShownWidget {
  readonly publishableKey: string;
  readonly baseUrl: string;
  /** Props of the widget that are data. */
  readonly props: {
    readonly experienceId: string;
    readonly identity?: 'guest' | 'email' | 'either';
    readonly locale?: string;
    readonly currency?: string;
    readonly colorScheme?: 'auto' | 'light' | 'dark';
    readonly theme?: Readonly<Record<string, string>>;
  };
  /** The element instead of the React component. @default false */
  readonly asElement?: boolean;
}

/** What the script of a page does, so that it can show widgets; for `extra` of a page server. */
export const reactPage = `
  import { createElement as h, StrictMode } from 'react';
  import { createRoot } from 'react-dom/client';
  import { ExperienceWidget, FanfareProvider, german } from '@fanfare/react';
  import { defineExperienceElement } from '@fanfare/react/element';

  document.documentElement.lang = 'en';
  const main = document.body.appendChild(document.createElement('main'));
  const host = main.appendChild(document.createElement('div'));
  globalThis.admitted = [];
  globalThis.showWidget = ({ props, asElement, ...options }) => {
    const texts = props.locale === 'de' ? german : undefined;
    const onAdmitted = ({ token }) => globalThis.admitted.push(token);
    const onCheckout = () => new Promise(() => undefined);
    if (asElement) {
      defineExperienceElement();
      const element = document.createElement('fanfare-experience');
      element.options = options;
      Object.assign(element, { ...props, texts, onCheckout });
      element.addEventListener('fanfare-admitted', ({ detail }) => onAdmitted(detail.grant));
      host.replaceChildren(element);
      return;
    }
    const widget = h(ExperienceWidget, { ...props, texts, onAdmitted, onCheckout });
    createRoot(host).render(h(StrictMode, null, h(FanfareProvider, { options }, widget)));
  };
`;

/** Shows a widget, also after a reload. */
export async function showWidget(page: Page, shown: ShownWidget): Promise<void> {
  await page.evaluate((given) => globalThis.showWidget(given), shown);
}
