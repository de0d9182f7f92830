import type { OperationId } from '@fanfare/contract/operations';
import type { WebhookEventType } from '@fanfare/contract/webhooks';
import type { Fault } from './fault.js';
import type { ScenarioName } from './scenario-names.js';

/** One fault that struck one call or one delivery. */
export interface FaultStrike {
  /** Counts the strikes, from 1. */
  readonly seq: number;
  /** ISO 8601, on the platform's clock. */
  readonly time: string;
  /** The operation that was struck; `null` where a delivery was. */
  readonly operation: OperationId | null;
  /** The type of the event whose delivery was struck; `null` where a call was. */
  readonly eventType: WebhookEventType | null;
  /** The how-manieth call of this operation, or delivery of this type of event, it was; from 1. */
  readonly ordinal: number;
  /** The request, or the delivery, that was struck. */
  readonly requestId: string;
  /** The scenario that it belongs to. */
  readonly scenario: ScenarioName | null;
  /** What went wrong, with everything that chance decided. */
  readonly fault: Fault;
}

/** The faults that struck, oldest first, and what they were drawn with: enough to repeat a run. */
export interface FaultLog {
  readonly seed: number;
  readonly strikes: readonly FaultStrike[];
}
