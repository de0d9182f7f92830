import { widgetCss } from './widget-css.js';

const adopted = new WeakSet<object>();

/**
 * Gives the styles of the widget to a document or a shadow root, once. A constructed sheet needs no `unsafe-inline` in a
 * Content-Security-Policy.
 */
export function adoptStyles(root: Document | ShadowRoot): void {
  if (adopted.has(root)) return;
  adopted.add(root);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(widgetCss);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
