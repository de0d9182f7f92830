import type { OperationId } from '@fanfare/contract/operations';

/** A request as the log keeps it: no body, and no value of a header that may hold a secret. */
export interface LoggedRequest {
  readonly id: string;
  /** When it arrived, as an ISO 8601 text on the platform's clock. */
  readonly time: string;
  readonly method: string;
  readonly path: string;
  /** The operation that it reached, if any. */
  readonly operation: OperationId | undefined;
  /** The status of the answer; absent where none was given. */
  readonly status: number | undefined;
  /** How long the answer took, in milliseconds of real time; absent where none was given. */
  readonly durationMs: number | undefined;
  /** What went wrong on purpose, in words. */
  readonly faults: readonly string[];
  readonly origin: string | undefined;
  /** The name in the certificate that the client showed, where the server asks for one. */
  readonly clientCertificate: string | undefined;
  /** Every header by name; the value only where it cannot hold a secret, otherwise `null`. */
  readonly headers: Readonly<Record<string, string | null>>;
  /** Whether a secret key stood anywhere in it: address, headers or body. */
  readonly containsSecretKey: boolean;
}

/** The requests that arrived, oldest first. */
export interface RequestLog {
  readonly entries: readonly LoggedRequest[];
  add(entry: LoggedRequest): void;
  clear(): void;
}

const mostEntries = 10_000;

/** Makes an empty log that forgets the oldest entries. */
export function createRequestLog(): RequestLog {
  const entries: LoggedRequest[] = [];
  return {
    entries,
    add(entry) {
      entries.push(entry);
      if (entries.length > mostEntries) entries.shift();
    },
    clear: () => void entries.splice(0),
  };
}
