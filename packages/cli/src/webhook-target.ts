import { printable } from './terminal/printable.js';
import { UsageError } from './usage-error.js';

/**
 * Checks the address of a server of yours that webhooks are sent to: https, or this machine.
 *
 * @throws UsageError for everything else
 */
export function webhookTarget(option: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isLocal = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(url?.hostname ?? '');
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLocal)) return text;
  throw new UsageError(
    `${option} must be an https address, or http on this machine; got ${JSON.stringify(printable(text.replace(/\?.*$/s, ''), 80))}.`,
  );
}
