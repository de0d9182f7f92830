import { clientErrors, serverErrors } from '@fanfare/contract';
import { isFanfareError, type Call, type CallWatch, type Transport } from '@fanfare/core/base';
import type { Attributes, Counter, Histogram, Meter, Span, Tracer } from '@opentelemetry/api';

type Api = typeof import('@opentelemetry/api');

/** What counts. */
export interface Counters {
  readonly calls: Counter;
  readonly attempts: Histogram;
}

/** What traces and counts. */
export interface TraceOptions extends Counters {
  readonly api: Api;
  readonly tracer: Tracer;
}

/** Makes what counts calls and attempts. */
export function createInstruments(meter: Meter): Counters {
  return {
    calls: meter.createCounter('fanfare.client.calls', {
      description: 'Calls of the SDK, by how they ended.',
    }),
    attempts: meter.createHistogram('http.client.request.duration', {
      description: 'Requests of the SDK, each attempt for itself.',
      unit: 's',
    }),
  };
}

/** Wraps a transport so that its calls are traced and counted. What a tracer throws reaches no call. */
export function traceCalls(transport: Transport, options: TraceOptions): Transport {
  const { api, tracer, calls } = options;
  return {
    async send(call) {
      const about = { 'fanfare.operation': call.route.id };
      const span = orNothing(() =>
        tracer.startSpan(`fanfare ${call.route.id}`, { kind: api.SpanKind.INTERNAL, attributes: about }),
      );
      const { watch, stop } = watchAttempts(call, { parent: span, options });
      try {
        const answer = await transport.send({ ...call, watch });
        orNothing(() => calls.add(1, about));
        return answer;
      } catch (error) {
        const type = isFanfareError(error) ? error.code : 'unknown';
        orNothing(() => calls.add(1, { ...about, 'error.type': counted(type) }));
        fail(span, { type, api });
        throw error;
      } finally {
        stop();
        orNothing(() => span?.end());
      }
    },
  };
}

/** Makes what opens and ends a span for each attempt; `stop` ends one that was prepared and never sent. */
function watchAttempts(
  { route }: Call,
  { parent, options }: { readonly parent: Span | undefined; readonly options: TraceOptions },
): { readonly watch: CallWatch; readonly stop: () => void } {
  const { api, tracer, attempts } = options;
  let span: Span | undefined;
  let attributes: Attributes = {};
  const stop = (): void => {
    orNothing(() => span?.end());
    span = undefined;
  };
  const start = (number: number): Span => {
    const active = api.context.active();
    const context = parent === undefined ? active : api.trace.setSpan(active, parent);
    const own = number === 1 ? attributes : { ...attributes, 'http.request.resend_count': number - 1 };
    return tracer.startSpan(route.method, { kind: api.SpanKind.CLIENT, attributes: own }, context);
  };
  const watch: CallWatch = {
    attemptStarts({ number, url }) {
      stop();
      attributes = {
        'fanfare.operation': route.id,
        'http.request.method': route.method,
        'server.address': url.hostname,
        'server.port': Number(url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : url.port),
        'url.template': route.path,
      };
      const started = orNothing(() => start(number));
      span = started;
      return orNothing(() => started && traceparent(started, api)) ?? {};
    },
    attemptEnds(event) {
      const { durationMs, requestId, status, code } = event;
      const answered = status === undefined ? {} : { 'http.response.status_code': status };
      const type = code === undefined ? {} : { 'error.type': counted(code) };
      orNothing(() => attempts.record(durationMs / 1000, { ...attributes, ...answered, ...type }));
      orNothing(() => {
        span?.setAttributes({
          ...answered,
          ...(requestId !== undefined && { 'fanfare.request_id': requestId }),
        });
      });
      if (code !== undefined) fail(span, { type: code, api });
      stop();
    },
  };
  return { watch, stop };
}

/** Names a code in a number: every name is a series of its own there, so one that only the answer knows gets none. */
function counted(code: string): string {
  return Object.hasOwn(serverErrors, code) || Object.hasOwn(clientErrors, code) ? code : '_OTHER';
}

function fail(span: Span | undefined, { type, api }: { readonly type: string; readonly api: Api }): void {
  orNothing(() => {
    span?.setAttribute('error.type', type);
    span?.setStatus({ code: api.SpanStatusCode.ERROR });
  });
}

function orNothing<Result>(run: () => Result): Result | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}

/** The header of W3C Trace Context, §3.2; a span of nobody has none. */
function traceparent(span: Span, api: Api): Readonly<Record<string, string>> {
  const context = span.spanContext();
  if (!api.isSpanContextValid(context)) return {};
  const flags = context.traceFlags.toString(16).padStart(2, '0');
  const state = context.traceState?.serialize();
  return {
    traceparent: `00-${context.traceId}-${context.spanId}-${flags}`,
    ...(state !== undefined && state !== '' && { tracestate: state }),
  };
}
