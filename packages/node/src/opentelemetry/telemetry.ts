import type { Transport } from '@fanfare/core/base';

/** What a client traces and counts with, of `openTelemetry`. */
export interface Telemetry {
  /** Loads what is needed; nothing where OpenTelemetry is not installed. */
  load(): Promise<Instruments | undefined>;
}

/** Traces and counts what goes over a transport. */
export interface Instruments {
  trace(transport: Transport): Transport;
}
