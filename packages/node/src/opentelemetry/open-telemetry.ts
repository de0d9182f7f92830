import { checkOptions } from '@fanfare/core/base';
import type { MeterProvider, TracerProvider } from '@opentelemetry/api';
import { checkMethods } from '../check-option.js';
import type { Instruments, Telemetry } from './telemetry.js';
import { createInstruments, traceCalls } from './trace-calls.js';

/** Where spans and numbers go. */
export interface OpenTelemetryOptions {
  /** @default the one that was registered globally */
  readonly tracerProvider?: TracerProvider | undefined;
  /** @default the one that was registered globally */
  readonly meterProvider?: MeterProvider | undefined;
}

const scope = '@fanfare/node';

/**
 * Traces and counts the calls of a client with OpenTelemetry: a span for each call, one below it for each attempt, and
 * `traceparent` (W3C Trace Context) in every request. Attributes name operations, statuses and codes; no key, token, id
 * or value of a query is in any. Without the package `@opentelemetry/api` nothing happens, and a provider that throws
 * makes no call fail.
 *
 * @throws OptionsError `invalid_options`, naming the option.
 * @example
 * ```ts
 * import { FanfareServer } from '@fanfare/node';
 * import { openTelemetry } from '@fanfare/node/opentelemetry';
 *
 * const secretKey = process.env['FANFARE_SECRET_KEY'] ?? '';
 * const fanfare = new FanfareServer({ secretKey, telemetry: openTelemetry() });
 * ```
 */
export function openTelemetry(options: OpenTelemetryOptions = {}): Telemetry {
  checkOptions(options, ['tracerProvider', 'meterProvider'], 'openTelemetry');
  checkMethods({ tracerProvider: options.tracerProvider }, ['getTracer']);
  checkMethods({ meterProvider: options.meterProvider }, ['getMeter']);
  let loaded: Promise<Instruments | undefined> | undefined;
  return { load: () => (loaded ??= load(options)) };
}

async function load({
  tracerProvider,
  meterProvider,
}: OpenTelemetryOptions): Promise<Instruments | undefined> {
  const api = await import('@opentelemetry/api').catch(() => undefined);
  if (api === undefined) return undefined;
  try {
    const tracer = (tracerProvider ?? api.trace).getTracer(scope);
    const instruments = createInstruments((meterProvider ?? api.metrics).getMeter(scope));
    return { trace: (transport) => traceCalls(transport, { api, tracer, ...instruments }) };
  } catch {
    return undefined; // a provider that is broken is one that is not there: calls go on
  }
}
