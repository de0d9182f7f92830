import type { Patient } from './check.js';

/** A page of the merchant, as a browser gets it. */
export interface Page {
  readonly origin: string;
  readonly status: number;
  /** The policy that is enforced, from the header or a `<meta>` element; empty where there is none. */
  readonly policy: string;
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
    const policy = answer.headers.get('content-security-policy') ?? meta?.[1] ?? meta?.[2] ?? '';
    return { origin: new URL(answer.url || url).origin, status: answer.status, policy, html };
  } catch {
    return undefined;
  }
}
