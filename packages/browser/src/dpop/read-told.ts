import { dpop, type ProofAdvice } from '@fanfare/contract';
import { readBody } from '@fanfare/core/page';

/** What an answer tells of the next proof. Times are in milliseconds since the epoch, `NaN` where none is told. */
export interface Told {
  /** The time that the server says in a refusal. */
  readonly said: number;
  /** The time in the header `Date`, which pages of another origin can seldom read. */
  readonly date: number;
  readonly nonce: string | undefined;
}

/** More than any refusal is long, in bytes. */
const maxBytes = 16_384;

/** Reads what an answer tells of the next proof: in headers, and in the body of a refusal, which every page can read. */
export async function readTold(answer: Response): Promise<Told> {
  const { status, headers } = answer;
  const { serverTime, dpopNonce } = status === 401 ? await readAdvice(answer) : {};
  return {
    said: Date.parse(String(serverTime)),
    date: Date.parse(headers.get('date') ?? ''),
    nonce: headers.get(dpop.nonceHeader) ?? (typeof dpopNonce === 'string' ? dpopNonce : undefined),
  };
}

/** Leaves the answer to be read by whoever asked. What is no advice is none: a refusal is handled the same without. */
async function readAdvice(answer: Response): Promise<Partial<Record<keyof ProofAdvice, unknown>>> {
  try {
    const { signal } = new AbortController(); // the reading ends with the request
    const bytes = await readBody(answer.clone(), { maxBytes, signal });
    const { details } = Object(JSON.parse(new TextDecoder().decode(bytes))) as { readonly details?: unknown };
    return Object(details) as Record<string, unknown>; // any members, or none
  } catch {
    return {};
  }
}
