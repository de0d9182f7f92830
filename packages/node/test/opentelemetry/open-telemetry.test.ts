import { createMockPlatform, type MockPlatform } from '@fanfare/mock';
import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
  type ReadableSpan,
} from '@opentelemetry/sdk-trace-base';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FanfareServer, type FanfareServerOptions } from '@fanfare/node';
import { openTelemetry } from '@fanfare/node/opentelemetry';
import { impatientClock } from '../support/impatient-clock.js';

let platform: MockPlatform;
let exporter: InMemorySpanExporter;
let tracerProvider: BasicTracerProvider;
let headers: Headers[];

beforeEach(() => {
  platform = createMockPlatform({ withoutRateLimits: true });
  exporter = new InMemorySpanExporter();
  tracerProvider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  headers = [];
});
afterEach(async () => {
  vi.doUnmock('@opentelemetry/api');
  await tracerProvider.shutdown();
  await platform.close();
});

function connect(options: Partial<FanfareServerOptions> = {}): FanfareServer {
  return new FanfareServer({
    secretKey: platform.world.organizations[0].keys.test.secret,
    baseUrl: platform.origin,
    clock: { now: () => platform.clock.now(), setTimeout: impatientClock.setTimeout },
    fetch: async (input, init) => {
      const request = new Request(input, init);
      headers.push(request.headers);
      return platform.fetch(request);
    },
    telemetry: openTelemetry({ tracerProvider }),
    ...options,
  });
}

const named = (name: string): ReadableSpan[] =>
  exporter.getFinishedSpans().filter((span) => span.name === name);

describe('K9: a traced call', () => {
  it('has a span, with one below it for each attempt, whose id travels', async () => {
    platform.fault({ operation: 'admin.queues.get', status: 503, code: 'service_unavailable', times: 1 });

    await connect().admin.queues.get('queue_aurora');

    const [call] = named('fanfare admin.queues.get');
    const attempts = named('GET');
    expect(call?.kind).toBe(SpanKind.INTERNAL);
    expect(call?.attributes).toEqual({ 'fanfare.operation': 'admin.queues.get' });
    expect(attempts.map(({ kind, parentSpanContext }) => [kind, parentSpanContext?.spanId])).toEqual([
      [SpanKind.CLIENT, call?.spanContext().spanId],
      [SpanKind.CLIENT, call?.spanContext().spanId],
    ]);
    expect(attempts.map(({ attributes }) => attributes)).toMatchObject([
      {
        'http.response.status_code': 503,
        'error.type': 'service_unavailable',
        'url.template': '/queues/{queueId}',
      },
      { 'http.response.status_code': 200, 'http.request.resend_count': 1 },
    ]);
    expect(attempts.map(({ status }) => status.code)).toEqual([SpanStatusCode.ERROR, SpanStatusCode.UNSET]);
    expect(headers.map((sent) => sent.get('traceparent'))).toEqual(
      attempts.map((span) => `00-${span.spanContext().traceId}-${span.spanContext().spanId}-01`),
    );
  });

  it('tells how it failed', async () => {
    await connect()
      .admin.queues.get('queue_none')
      .catch(() => undefined);

    const [call] = named('fanfare admin.queues.get');
    expect(call?.status).toEqual({ code: SpanStatusCode.ERROR });
    expect(call?.attributes['error.type']).toBe('not_found');
    expect(call?.ended && named('GET').every(({ ended }) => ended)).toBe(true);
  });

  it('failed where the caller is told so, also when the answer was a success', async () => {
    platform.fault({ operation: 'admin.queues.get', status: 200, body: '{"id":7}', times: 1 });

    await expect(connect().admin.queues.get('queue_aurora')).rejects.toMatchObject({
      code: 'invalid_response',
    });

    const [call] = named('fanfare admin.queues.get');
    expect(call?.status).toEqual({ code: SpanStatusCode.ERROR });
    expect(call?.attributes['error.type']).toBe('invalid_response');
    expect(named('GET').map(({ attributes }) => attributes['http.response.status_code'])).toEqual([200]);
  });

  it('has no key, token, id or value of a query in any attribute', async () => {
    const fanfare = connect({ bearer: true });
    const grant = `grant_${'x'.repeat(30)}`;

    await fanfare.admin.consumers.list({ search: 'ada.lovelace' }).toArray({ limit: 1 });
    await fanfare.admin.queues.get('queue_aurora');
    const subject = {
      consumerId: 'csm_secret1',
      distributionId: 'queue_aurora',
      distributionType: 'queue',
    } as const;
    await fanfare.admissions.validate({ ...subject, token: grant }).catch(() => undefined);

    const spans = exporter.getFinishedSpans();
    expect(spans.length).toBeGreaterThanOrEqual(6);
    const everything = spans.map(({ name, attributes, events, status, links }) => ({
      name,
      attributes,
      events,
      status,
      links,
    }));
    expect(JSON.stringify(everything)).not.toMatch(
      /sk_test|grant_x|lovelace|queue_aurora|csm_secret1|Bearer/,
    );
  });

  it('runs as ever without OpenTelemetry', async () => {
    vi.doMock('@opentelemetry/api', () => {
      throw new Error('Cannot find package');
    });

    await connect({ telemetry: openTelemetry() }).admin.queues.get('queue_aurora');

    expect(headers[0]?.has('traceparent')).toBe(false);
    expect(headers[0]?.has('signature')).toBe(true);
  });

  it('sends no traceparent where nobody registered a tracer', async () => {
    await connect({ telemetry: openTelemetry() }).admin.queues.get('queue_aurora');

    expect(headers[0]?.has('traceparent')).toBe(false);
  });
});

describe('K8: counted calls', () => {
  it('are as many as the platform counted', async () => {
    const metrics = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
    const reader = new PeriodicExportingMetricReader({ exporter: metrics, exportIntervalMillis: 3_600_000 });
    const meterProvider = new MeterProvider({ readers: [reader] });
    const fanfare = connect({ telemetry: openTelemetry({ meterProvider }) });
    platform.fault({ operation: 'admin.queues.get', status: 503, code: 'service_unavailable', times: 1 });

    for (let call = 0; call < 3; call += 1) await fanfare.admin.queues.get('queue_aurora');
    await fanfare.admin.queues.get('queue_none').catch(() => undefined);
    await reader.forceFlush();

    const found = metrics
      .getMetrics()
      .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap(({ metrics: each }) => each));
    const points = (name: string) =>
      found
        .filter(({ descriptor }) => descriptor.name === name)
        .flatMap(({ dataPoints }) => dataPoints as readonly { attributes: object; value: unknown }[]);
    expect(points('fanfare.client.calls').map(({ attributes, value }) => ({ ...attributes, value }))).toEqual(
      [
        { 'fanfare.operation': 'admin.queues.get', value: 3 },
        { 'fanfare.operation': 'admin.queues.get', 'error.type': 'not_found', value: 1 },
      ],
    );
    const attempts = points('http.client.request.duration').map(({ attributes, value }) => [
      (attributes as { 'http.response.status_code': number })['http.response.status_code'],
      (value as { count: number }).count,
    ]);
    expect(Object.fromEntries(attempts)).toEqual({ 200: 3, 404: 1, 503: 1 });
    expect(platform.requests.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 404, 503]);
    await meterProvider.shutdown();
  });
});
