import type { Patient } from './check.js';

/** A page of the merchant, as a browser gets it. */
export interface Page {
  readonly origin: string;
  readonly status: number;
  /** Every policy that is enforced, of headers and of a `<meta>` element: a page may do what all of them allow. */
  readonly policies: readonly string[];
  readonly html: string;
}

const mostMs = 10_000;
const mostCharacters = 2_000_000;
const metaPolicy =
  /<meta[^>]{0,200}http-equiv=["']?content-security-policy["']?[^>]{0,200}content=(?:"([^"]*)"|'([^']*)')/i;

/** Loads the page of `--page-url`; `undefined` where nothing answers. */
export async function readPage({ io }: Patient, url: string): Promise<Page | undefined> {
  try {
    const answer = await io.fetch(url, {
      headers: { accept: 'text/html' },
      signal: AbortSignal.any([io.signal, AbortSignal.timeout(mostMs)]),
    });
    const html = (await answer.text()).slice(0, mostCharacters);
    const meta = metaPolicy.exec(html);
    const header = answer.headers.get('content-security-policy') ?? '';
    const policies = [...header.split(','), meta?.[1] ?? meta?.[2] ?? ''].filter(
      (policy) => policy.trim() !== '',
    );
    return { origin: new URL(answer.url || url).origin, status: answer.status, policies, html };
  } catch (error) {
    if (io.signal.aborted) throw error;
    return undefined;
  }
}
