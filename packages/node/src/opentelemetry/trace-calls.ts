import {
  isFanfareError,
  type AttemptEvent,
  type Call,
  type CallWatch,
  type Transport,
} from '@fanfare/core/base';
import type { Attributes, Counter, Histogram, Meter, Span, Tracer } from '@opentelemetry/api';

type Api = typeof import('@opentelemetry/api');

/** What traces and counts. */
export interface TraceOptions {
  readonly api: Api;
  readonly tracer: Tracer;
  readonly meter: Meter;
}

interface Instruments extends TraceOptions {
  readonly calls: Counter;
  readonly attempts: Histogram;
}

/** Wraps a transport so that its calls are traced and counted. */
export function traceCalls(transport: Transport, options: TraceOptions): Transport {
  const { api, tracer, meter } = options;
  const instruments: Instruments = {
    ...options,
    calls: meter.createCounter('fanfare.client.calls', {
      description: 'Calls of the SDK, by how they ended.',
    }),
    attempts: meter.createHistogram('http.client.request.duration', {
      description: 'Requests of the SDK, each attempt for itself.',
      unit: 's',
    }),
  };
  return {
    async send(call) {
      const about = { 'fanfare.operation': call.route.id };
      const span = tracer.startSpan(`fanfare ${call.route.id}`, {
        kind: api.SpanKind.INTERNAL,
        attributes: about,
      });
      const { watch, stop } = watchAttempts(call, { span, instruments });
      try {
        const answer = await transport.send({ ...call, watch });
        instruments.calls.add(1, about);
        return answer;
      } catch (error) {
        const type = isFanfareError(error) ? error.code : 'unknown';
        instruments.calls.add(1, { ...about, 'error.type': type });
        fail(span, { type, api });
        throw error;
      } finally {
        stop();
        span.end();
      }
    },
  };
}

/** Makes what opens and ends a span for each attempt; `stop` ends one that was prepared and never sent. */
function watchAttempts(
  { route }: Call,
  { span: parent, instruments }: { readonly span: Span; readonly instruments: Instruments },
): { readonly watch: CallWatch; readonly stop: () => void } {
  const { api, tracer, attempts } = instruments;
  let span: Span | undefined;
  let attributes: Attributes = {};
  const stop = (): void => {
    span?.end();
    span = undefined;
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
      const context = api.trace.setSpan(api.context.active(), parent);
      const own = number === 1 ? attributes : { ...attributes, 'http.request.resend_count': number - 1 };
      span = tracer.startSpan(route.method, { kind: api.SpanKind.CLIENT, attributes: own }, context);
      return traceparent(span, api);
    },
    attemptEnds(event) {
      const outcome = outcomeOf(event);
      attempts.record(event.durationMs / 1000, { ...attributes, ...outcome });
      if (event.requestId !== undefined) span?.setAttribute('fanfare.request_id', event.requestId);
      span?.setAttributes(outcome);
      if (span !== undefined && event.code !== undefined) fail(span, { type: event.code, api });
      stop();
    },
  };
  return { watch, stop };
}

function outcomeOf({ status, code }: AttemptEvent): Attributes {
  return {
    ...(status !== undefined && { 'http.response.status_code': status }),
    ...(code !== undefined && { 'error.type': code }),
  };
}

function fail(span: Span, { type, api }: { readonly type: string; readonly api: Api }): void {
  span.setAttribute('error.type', type);
  span.setStatus({ code: api.SpanStatusCode.ERROR });
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
