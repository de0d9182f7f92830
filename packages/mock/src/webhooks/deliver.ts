/** One request to a receiver. */
export interface DeliverInit {
  readonly method: 'POST';
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly redirect: 'manual';
  readonly signal: AbortSignal;
}

/** What counts of a receiver's answer. */
export interface DeliverAnswer {
  readonly status: number;
  readonly body: { cancel(): Promise<void> } | null;
}

/** Sends a delivery: what `fetch` does, as far as it is needed. */
export type Deliver = (url: string, init: DeliverInit) => Promise<DeliverAnswer>;
