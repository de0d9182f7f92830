import { checkOptions } from '@fanfare/core/base';
import type { Meter, Tracer } from '@opentelemetry/api';
import { checkMethods } from '../check-option.js';
import type { Instruments, Telemetry } from './telemetry.js';
import { createInstruments, traceCalls } from './trace-calls.js';

/** What is used of a `TracerProvider` of OpenTelemetry. Our types name no package that may be missing. */
export interface GivesTracer {
  getTracer(name: string): object;
}

/** What is used of a `MeterProvider` of OpenTelemetry. */
export interface GivesMeter {
  getMeter(name: string): object;
}

/** Where spans and numbers go. */
export interface OpenTelemetryOptions {
  /** @default the one that was registered globally */
  readonly tracerProvider?: GivesTracer | undefined;
  /** @default the one that was registered globally */
  readonly meterProvider?: GivesMeter | undefined;
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
    // Providers of OpenTelemetry give these; what others give fails when it is used, and no call with it.
    const tracer = (tracerProvider ?? api.trace).getTracer(scope) as Tracer;
    const meter = (meterProvider ?? api.metrics).getMeter(scope) as Meter;
    const instruments = createInstruments(meter);
    return { trace: (transport) => traceCalls(transport, { api, tracer, ...instruments }) };
  } catch {
    return undefined; // a provider that is broken is one that is not there: calls go on
  }
}
