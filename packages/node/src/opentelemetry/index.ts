export {
  openTelemetry,
  type GivesMeter,
  type GivesTracer,
  type OpenTelemetryOptions,
} from './open-telemetry.js';
export type { Telemetry } from './telemetry.js';
