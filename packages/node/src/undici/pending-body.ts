import { concat } from '../bytes/concat.js';

/** What a connection is told while a body arrives. */
export interface Tap {
  pause(): void;
  resume(): void;
  abort(reason: Error): void;
}

/** A body that arrives while somebody may ask for it. */
export interface PendingBody {
  add(chunk: Uint8Array): void;
  end(): void;
  fail(reason: unknown): void;
  /** Resolves with all of it, or `undefined` where it is larger than that; the connection is then given up. */
  read(maxBytes: number): Promise<Uint8Array<ArrayBuffer> | undefined>;
}

/** So much is taken before anybody asked, which spares a pause for the usual answer. */
const unaskedBytes = 65_536;

/** Collects a body; more than a little is taken from the connection only once somebody asks, and never more than they want. */
export function createPendingBody(tap: Tap): PendingBody {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let maxBytes: number | undefined;
  let settle: { readonly resolve: (whole: boolean) => void; readonly reject: (reason: unknown) => void };
  const arrived = new Promise<boolean>((resolve, reject) => (settle = { resolve, reject }));
  arrived.catch(() => undefined); // nobody may ask for the body of an answer that was given up

  const weigh = (): void => {
    if (maxBytes === undefined) {
      if (size > unaskedBytes) tap.pause();
    } else if (size > maxBytes) {
      settle.resolve(false);
      chunks.length = 0;
      tap.abort(new Error('The body is larger than is wanted.'));
    }
  };
  return {
    add(chunk) {
      size += chunk.byteLength;
      chunks.push(chunk);
      weigh();
    },
    end: () => settle.resolve(true),
    fail: (reason) => settle.reject(reason),
    async read(wanted) {
      maxBytes = wanted;
      weigh();
      if (size > unaskedBytes && size <= wanted) tap.resume();
      return (await arrived) && size <= wanted ? concat(chunks, size) : undefined;
    },
  };
}
