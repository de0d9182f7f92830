import type { OperationId } from '@fanfare/contract/operations';
import type { ListedScenario } from '../control/scenario-routes.js';
import type { FaultName } from '../faults/fault-names.js';
import type { Fate } from './room-watch.js';

/** The parts of what the page shows. Times are milliseconds since the epoch, on the platform's clock; nothing in it is a secret. */
export interface LiveView {
  readonly platform: {
    readonly profile: string;
    readonly seed: number;
    readonly defects: number;
    readonly operations: readonly OperationId[];
    readonly faultNames: readonly FaultName[];
  };
  readonly clock: { readonly now: number; readonly isFlowing: boolean };
  readonly rooms: readonly LiveRoom[];
  readonly requests: readonly LiveRequest[];
  readonly sessions: readonly LiveConsumer[];
  readonly deliveries: readonly LiveDelivery[];
  readonly mail: readonly LiveCode[];
  readonly orders: readonly LiveOrder[];
  readonly faults: {
    readonly scenarios: readonly ListedScenario[];
    readonly armed: readonly LiveFault[];
    readonly strikes: readonly LiveStrike[];
  };
}

/** A distribution. */
export interface LiveRoom {
  readonly id: string;
  readonly name: string;
  readonly mechanism: string;
  readonly lifecycle: string;
  readonly shop: string;
  readonly counts: Readonly<Record<Fate, number>>;
  readonly people: readonly {
    readonly id: string;
    readonly name: string;
    readonly status: string;
    readonly position: number | null;
  }[];
}

/** A request that arrived. */
export interface LiveRequest {
  readonly id: string;
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly operation: string | null;
  readonly status: number | null;
  readonly durationMs: number | null;
  readonly faults: readonly string[];
}

/** A consumer with their sessions. */
export interface LiveConsumer {
  readonly id: string;
  readonly name: string;
  readonly shop: string;
  readonly isGuest: boolean;
  readonly sessions: readonly {
    readonly id: string;
    readonly device: string;
    readonly methods: readonly string[];
    /** How many refresh tokens it has had. */
    readonly generation: number;
    readonly state: 'live' | 'ended';
    readonly lastUsedAt: number;
  }[];
}

/** A delivery of a webhook. */
export interface LiveDelivery {
  readonly id: string;
  readonly eventType: string;
  readonly status: string;
  readonly createdAt: number;
  readonly nextAttemptAt: number | null;
  readonly attempts: readonly { readonly at: number; readonly outcome: string; readonly ok: boolean }[];
}

/** A code in somebody's mail. */
export interface LiveCode {
  readonly address: string;
  readonly code: string;
  readonly purpose: 'sign in' | 'prove address';
  readonly expiresAt: number;
}

/** An order. */
export interface LiveOrder {
  readonly id: string;
  readonly product: string;
  readonly quantity: number;
  readonly amount: string;
  readonly currencyCode: string;
  readonly status: string;
  readonly consumer: string;
  readonly shop: string;
}

/** A fault in force. */
export interface LiveFault {
  readonly id: number;
  readonly target: string;
  readonly words: readonly string[];
  readonly left: number | null;
}

/** A fault that struck. */
export interface LiveStrike {
  readonly seq: number;
  readonly at: number;
  readonly target: string;
  readonly words: readonly string[];
  readonly scenario: string | null;
}
