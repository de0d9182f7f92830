import * as z from 'zod/mini';
import { form } from '../shapes.js';

const colour = z.optional(
  form(
    /^(#[0-9a-fA-F]{3,4}|#[0-9a-fA-F]{6}|#[0-9a-fA-F]{8}|[a-zA-Z]{3,32}|(rgb|hsl)a?\([0-9a-z.,%/ +-]{5,64}\))$/,
    'a colour such as "#1f4fd8", "rgb(31 79 216)" or "navy"',
  ),
);
// A family is a bare name or one in quotes that end where they should: nothing that could close a declaration.
const fonts = z.optional(
  form(
    /^(?=.{1,200}$)([\w-][\w -]*|"[\w .-]+"|'[\w .-]+')(, ?([\w-][\w -]*|"[\w .-]+"|'[\w .-]+'))*$/,
    'a list of font families such as "Inter, \'Open Sans\', sans-serif"',
  ),
);
const image = z.optional(
  form(/^https?:\/\/[^\s"'()<>\\;{}]{1,2040}$/, 'an absolute http(s) address without quotes or brackets'),
);

export const adminThemeSchema = z.strictObject({
  primary: colour,
  secondary: colour,
  background: colour,
  surface: colour,
  text: colour,
  muted: colour,
  success: colour,
  warning: colour,
  danger: colour,
  fontFamily: fonts,
  fontHeading: fonts,
  logoUrl: image,
  headerImageUrl: image,
  variant: z.optional(z.enum(['default', 'retro', 'rounded', 'clean'])),
});

/** Colours, fonts and images as a merchant sets them: checked, so that they are safe inside a style sheet. */
export interface AdminTheme extends z.infer<typeof adminThemeSchema> {}
