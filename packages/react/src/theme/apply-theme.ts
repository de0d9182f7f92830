import type { FanfareError } from '@fanfare/browser';
import { readTheme } from './read-theme.js';
import { themeProperties, type Theme } from './theme.js';

/**
 * Sets a theme on an element, and takes away what an earlier one set. By property, not by attribute: a strict
 * Content-Security-Policy allows that.
 *
 * @returns what was left out
 */
export function applyTheme({ style }: HTMLElement, theme: Theme | undefined): FanfareError | null {
  const { properties, problem } = readTheme(theme);
  for (const { property } of Object.values(themeProperties)) {
    const value = properties[property];
    if (value === undefined) style.removeProperty(property);
    else style.setProperty(property, value);
  }
  return problem;
}
