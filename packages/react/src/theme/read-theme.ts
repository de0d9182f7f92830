import { FanfareError } from '@fanfare/browser';
import { themeProperties, type Theme } from './theme.js';

/** A theme as it is set, and what of it was left out. */
export interface ReadTheme {
  /** CSS custom properties with their values. */
  readonly properties: Readonly<Record<`--fanfare-${string}`, string>>;
  /** Names what was left out, never a value; `null` where everything fits. */
  readonly problem: FanfareError | null;
}

/**
 * Reads a theme, which may come from a merchant's settings: nothing but a property of the table with a value of its kind gets
 * through, so that no theme can load anything, cover the page, or end the declaration that it stands in.
 *
 * @example
 * ```ts
 * import { readTheme } from '@fanfare/react';
 *
 * readTheme({ accent: '#4a3fe0' }).properties; // { '--fanfare-accent': '#4a3fe0' }
 * readTheme({ accent: 'red; background: url(//evil.example)' }).properties; // {}
 * ```
 */
export function readTheme(theme: Theme = {}): ReadTheme {
  const properties: Record<`--fanfare-${string}`, string> = {};
  const refused: string[] = [];
  for (const [name, value] of Object.entries(theme as Record<string, unknown>)) {
    if (value === undefined) continue;
    const known = Object.hasOwn(themeProperties, name) ? themeProperties[name as keyof Theme] : undefined;
    if (known !== undefined && typeof value === 'string' && known.fits.test(value)) {
      properties[known.property] = value;
    } else {
      refused.push(known === undefined ? 'an unknown property' : name);
    }
  }
  const problem =
    refused.length === 0
      ? null
      : new FanfareError(
          `A part of the theme was left out: ${refused.join(', ')}. Use a plain colour, a length such as "12px", or names of fonts.`,
          { code: 'invalid_options' },
        );
  return { properties, problem };
}
