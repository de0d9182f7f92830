import { OptionsError } from '@fanfare/core/base';

/** What tells a server from a page. */
export interface Surroundings {
  readonly document?: unknown;
  readonly navigator?: { readonly userAgent?: string } | undefined;
  readonly process?:
    | {
        readonly type?: string;
        readonly versions?: Readonly<Record<string, string | undefined>>;
        readonly env?: Readonly<Record<string, string | undefined>>;
      }
    | undefined;
}

/**
 * Refuses to work where a visitor could read the secret key, and where certificates are not checked.
 *
 * @throws OptionsError `invalid_options`
 */
export function assertServer(surroundings: Surroundings): void {
  if (isPage(surroundings)) {
    throw new OptionsError(
      'FanfareServer runs in a page, where every visitor could read its secret key. Use @fanfare/browser with a publishable key there.',
    );
  }
  if (surroundings.process?.env?.['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') {
    throw new OptionsError(
      'NODE_TLS_REJECT_UNAUTHORIZED=0 switches certificate checks off for the whole process. Remove it; a private authority belongs in NODE_EXTRA_CA_CERTS.',
    );
  }
}

/**
 * A test environment such as happy-dom puts a document into Node, bundlers put an empty `process` into pages,
 * and the renderer of Electron is a page with Node inside; edge workers have neither document nor Node.
 */
function isPage({ document, navigator, process }: Surroundings): boolean {
  if (process?.versions?.['electron'] !== undefined) return process.type === 'renderer';
  if (process?.versions?.['node'] !== undefined) return false;
  return document !== undefined || navigator?.userAgent?.startsWith('Mozilla/') === true;
}
