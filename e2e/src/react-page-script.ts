// The script of a page that shows widgets; react-page.ts bundles it.
import { createElement, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ExperienceWidget, FanfareProvider, german, type ExperienceWidgetProps } from '@fanfare/react';
import { defineExperienceElement, type ExperienceElement } from '@fanfare/react/element';

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
  readonly props: Pick<
    ExperienceWidgetProps,
    'experienceId' | 'identity' | 'locale' | 'currency' | 'colorScheme' | 'theme'
  >;
  /** The element instead of the React component. @default false */
  readonly asElement?: boolean;
}

document.documentElement.lang = 'en';
const host = document.createElement('div');
document.body.appendChild(document.createElement('main')).append(host);

globalThis.admitted = [];
globalThis.showWidget = ({ props, asElement = false, publishableKey, baseUrl }) => {
  const options = { publishableKey: publishableKey as 'pk_test_', baseUrl }; // the client checks it
  const texts = props.locale === 'de' ? german : undefined;
  const onAdmitted = ({ token }: { token: string }): void => void globalThis.admitted.push(token);
  const onCheckout = (): Promise<never> => new Promise(() => undefined);
  if (asElement) {
    defineExperienceElement();
    const element = document.createElement('fanfare-experience') as ExperienceElement;
    Object.assign(element, { options, ...props, texts, onCheckout });
    element.addEventListener('fanfare-admitted', (event) => onAdmitted((event as CustomEvent).detail.grant));
    host.replaceChildren(element);
    return;
  }
  const widget = createElement(ExperienceWidget, { ...props, texts, onAdmitted, onCheckout });
  const provider = createElement(FanfareProvider, { options }, widget);
  createRoot(host).render(createElement(StrictMode, null, provider));
};
