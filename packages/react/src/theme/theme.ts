/** How a widget looks. Every part is one CSS custom property; anything but a plain value of its kind is left out. */
export interface Theme {
  /** The colour of buttons and progress. */
  readonly accent?: string | undefined;
  /** The colour of what stands on the accent. */
  readonly accentText?: string | undefined;
  /** The colour behind everything. */
  readonly background?: string | undefined;
  readonly text?: string | undefined;
  /** The colour of what matters less; keep it readable on the background. */
  readonly mutedText?: string | undefined;
  readonly border?: string | undefined;
  /** The colour of good news. */
  readonly good?: string | undefined;
  /** The colour of bad news. */
  readonly bad?: string | undefined;
  /** How round corners are, as `12px` or `1rem`. */
  readonly radius?: string | undefined;
  /** The size of plain text, as `16px` or `1rem`. */
  readonly fontSize?: string | undefined;
  /** Names of fonts that your page has, as `"Inter", sans-serif`. */
  readonly font?: string | undefined;
}

/** Colours in hexadecimal, by name, and by the functions that take numbers only. */
const color =
  /^(#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})|[a-z]{3,24}|(rgb|hsl|hwb|oklch|oklab|lch|lab)a?\([0-9.%,/ +-]{1,60}(deg)?[0-9.%,/ +-]{0,60}\))$/i;
const length = /^(0|\d{1,3}(\.\d{1,3})?(px|rem|em))$/;
const font = /^([\w -]{1,40}|"[\w -]{1,40}")(, ?([\w -]{1,40}|"[\w -]{1,40}")){0,7}$/;

/** All there is to set, and what is taken for it. */
export const themeProperties: Readonly<
  Record<keyof Theme, { readonly property: `--fanfare-${string}`; readonly fits: RegExp }>
> = {
  accent: { property: '--fanfare-accent', fits: color },
  accentText: { property: '--fanfare-accent-text', fits: color },
  background: { property: '--fanfare-background', fits: color },
  text: { property: '--fanfare-text', fits: color },
  mutedText: { property: '--fanfare-muted-text', fits: color },
  border: { property: '--fanfare-border', fits: color },
  good: { property: '--fanfare-good', fits: color },
  bad: { property: '--fanfare-bad', fits: color },
  radius: { property: '--fanfare-radius', fits: length },
  fontSize: { property: '--fanfare-font-size', fits: length },
  font: { property: '--fanfare-font', fits: font },
};
