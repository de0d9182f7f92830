/** A link that can be followed without harm. */
export interface SafeLink {
  /** Whole, as the browser understands it. */
  readonly href: string;
  /** For the attribute of that name: the other page learns nothing of the window that it was opened from. */
  readonly rel: 'noopener';
}

/** How a link is read. */
export interface SafeLinkOptions {
  /** What a relative address is relative to. @default the address of the page */
  readonly base?: string | undefined;
}

const schemes: readonly string[] = ['https:', 'http:', 'mailto:', 'tel:'];

/**
 * Reads an address of others, and gives it back only where it leads to a page, an e-mail or a telephone: never to a script
 * or to data, however it is spelled, and never with a name and a password in it.
 *
 * @returns `null` for everything else
 * @example
 * ```ts
 * import { safeLink } from '@fanfare/browser/notices';
 *
 * safeLink('https://shop.example/drops')?.href; // 'https://shop.example/drops'
 * safeLink('java\nscript:alert(1)'); // null
 * ```
 */
export function safeLink(given: unknown, { base }: SafeLinkOptions = {}): SafeLink | null {
  if (typeof given !== 'string') return null;
  try {
    // Read as the browser will read it: with the tabs and line breaks taken out that would hide a scheme from us.
    const url = new URL(given, base ?? globalThis.location?.href);
    if (!schemes.includes(url.protocol) || url.username !== '' || url.password !== '') return null;
    return { href: url.href, rel: 'noopener' };
  } catch {
    return null;
  }
}
