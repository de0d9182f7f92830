import type { ServerErrorCode } from '@fanfare/contract';
import type { OperationId } from '@fanfare/contract/operations';

/**
 * Something that goes wrong on purpose. With `status`, `code` or `hang` the operation is not carried out; with
 * everything else it is, and only its answer suffers.
 */
export interface Fault {
  /** The operation to hit. @default every one */
  readonly operation?: OperationId;
  /** How many calls to hit. @default every one, until undone */
  readonly times?: number;
  /** Holds the answer back until that long after the request arrived, on the platform's clock. */
  readonly latencyMs?: number;
  /** Answers with this status. */
  readonly status?: number;
  /** Refuses with this code, as the platform itself would. */
  readonly code?: ServerErrorCode;
  /** Replaces the body of the answer. */
  readonly body?: string;
  /** Replaces the content type of the answer. */
  readonly contentType?: string;
  /** Carries the operation out and cuts the connection before the answer. */
  readonly loseAnswer?: true;
  /** Cuts the connection in the middle of the answer's body. */
  readonly cutBody?: true;
  /** Puts the `Date` header off by that much. */
  readonly dateSkewMs?: number;
  /** The `Retry-After` header of the answer. */
  readonly retryAfter?: string;
  /** Never answers. */
  readonly hang?: true;
}

/** The faults in force. */
export interface Faults {
  /**
   * Adds a fault and returns its undo.
   *
   * @throws {TypeError} where no answer can have its status, or it hits no call.
   */
  add(fault: Fault): () => void;
  /** Takes the first fault that hits an operation. */
  take(operation: OperationId): Fault | undefined;
  clear(): void;
}

interface Armed {
  readonly fault: Fault;
  left: number;
}

/** Makes an empty set of faults. */
export function createFaults(): Faults {
  const armed = new Set<Armed>();
  return {
    add(fault) {
      const { status = 200, times = 1 } = fault;
      if (!Number.isInteger(status) || status < 200 || status > 599) {
        throw new TypeError(
          `A fault's status must be a whole number from 200 to 599; got ${String(status)}.`,
        );
      }
      if (!Number.isInteger(times) || times < 1) {
        throw new TypeError(`A fault's times must be a whole number of at least 1; got ${String(times)}.`);
      }
      const entry: Armed = { fault, left: fault.times ?? Number.POSITIVE_INFINITY };
      armed.add(entry);
      return () => void armed.delete(entry);
    },
    take(operation) {
      for (const entry of armed) {
        if (entry.fault.operation !== undefined && entry.fault.operation !== operation) continue;
        entry.left -= 1;
        if (entry.left <= 0) armed.delete(entry);
        return entry.fault;
      }
      return undefined;
    },
    clear: () => armed.clear(),
  };
}
