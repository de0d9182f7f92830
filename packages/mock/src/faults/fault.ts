import type { ServerErrorCode } from '@fanfare/contract';
import type { OperationId } from '@fanfare/contract/operations';
import type { WebhookEventType } from '@fanfare/contract/webhooks';
import type { FaultName } from './fault-names.js';

/**
 * Something that goes wrong on purpose. With `status`, `code`, `hang` or `resetConnection` the operation is not
 * carried out; with everything else it is, and only its answer suffers.
 */
export interface Fault {
  /** Begins with the fault of this name; what else is said goes before. */
  readonly like?: FaultName;
  /** The operation to hit. @default every one */
  readonly operation?: OperationId;
  /** How many calls to hit. @default every one, until undone */
  readonly times?: number;
  /** How likely it is that a call is hit, above 0 and up to 1; the seed of the platform decides. @default 1 */
  readonly probability?: number;
  /** Holds the answer back until that long after the request arrived, on the platform's clock. */
  readonly latencyMs?: number;
  /** Holds it back for up to that much longer; the seed of the platform decides. */
  readonly jitterMs?: number;
  /** Answers with this status. */
  readonly status?: number;
  /** Refuses with this code, as the platform itself would. */
  readonly code?: ServerErrorCode;
  /** Replaces the body of the answer. */
  readonly body?: string;
  /** Replaces the content type of the answer. */
  readonly contentType?: string;
  /** The `Location` header of the answer. */
  readonly location?: string;
  /** Resets the connection before anything is done. */
  readonly resetConnection?: true;
  /** Carries the operation out and cuts the connection before the answer. */
  readonly loseAnswer?: true;
  /** Cuts the connection in the middle of the answer's body. */
  readonly cutBody?: true;
  /** Cuts the connection after that many bytes of the answer's body. */
  readonly cutBodyAt?: number;
  /** Never ends the body of the answer: after it there is silence, or spaces without end. */
  readonly endlessBody?: 'silence' | 'spaces';
  /** Puts the `Date` header off by that much. */
  readonly dateSkewMs?: number;
  /** Leaves the `Date` header out. */
  readonly withoutDate?: true;
  /** The `Retry-After` header of the answer. */
  readonly retryAfter?: string;
  /** Writes the seconds of `retryAfter` as the time at which they are over. @default 'seconds', as it stands */
  readonly retryAfterForm?: 'seconds' | 'http-date' | 'iso';
  /** Ends the caller's session for good, just before the call. Hits only calls of consumers. */
  readonly revokeSession?: true;
  /** Answers the cursor that was asked with once more. Hits only calls for a further page of a list. */
  readonly repeatCursor?: true;
  /** Tells every event of a stream twice, or late: by `latencyMs`, or a second. Cutting a body cuts a stream, too. */
  readonly streamEvents?: 'duplicate' | 'late';
  /** Never answers. */
  readonly hang?: true;
  /** Hits deliveries of webhooks instead of calls: sends them twice, after the next one, or late. */
  readonly webhooks?: 'duplicate' | 'reorder' | 'late';
  /** The type of event to hit. @default every one */
  readonly eventType?: WebhookEventType;
}
