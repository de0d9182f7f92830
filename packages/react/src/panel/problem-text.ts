import type { Translator } from '../texts/translator.js';

/** Tells a shopper what went wrong; the messages of the SDK are for developers. */
export function problemText(error: Error | null, { text, has }: Translator): string | null {
  if (error === null) return null;
  const key = `error.${(error as { code?: unknown }).code as string}`;
  return text(has(key) ? key : 'error.other');
}
