import { panel, type Panel } from './panel.js';
import type { PanelKit } from './panel-kit.js';

/** What is shown where the platform is newer than the page. */
export function unknownPanel({ translator: { text } }: PanelKit): Panel {
  return panel({ name: 'unknown', title: text('unknown.title'), text: text('unknown.text') });
}
