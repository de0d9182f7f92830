import type { Counter, Histogram, Meter, MeterProvider, Tracer, TracerProvider } from '@opentelemetry/api';
import { describe, expect, it } from 'vitest';
import { FanfareServer, type FanfareServerOptions } from '@fanfare/node';
import { openTelemetry, type OpenTelemetryOptions } from '@fanfare/node/opentelemetry';

const broken = (): never => {
  throw new Error('the exporter broke');
};

function connect(telemetry: OpenTelemetryOptions, fetch: FanfareServerOptions['fetch']): FanfareServer {
  return new FanfareServer({
    secretKey: `sk_test_${'a'.repeat(40)}`,
    baseUrl: 'http://localhost:9',
    fetch,
    maxRetries: 0,
    telemetry: openTelemetry(telemetry),
  });
}

const refuse = (code: string) => async () =>
  Response.json({ error: { code, message: 'No.' } }, { status: 400 });

/** Counts what is recorded, and with which attributes. */
function countingMeter(): { readonly provider: MeterProvider; readonly recorded: unknown[] } {
  const recorded: unknown[] = [];
  const instrument = {
    add: (_: number, attributes: object) => void recorded.push(attributes),
    record: (_: number, attributes: object) => void recorded.push(attributes),
  };
  const meter: Partial<Meter> = {
    createCounter: () => instrument as Counter,
    createHistogram: () => instrument as Histogram,
  };
  return { provider: { getMeter: () => meter as Meter }, recorded }; // of which no more is used
}

describe('K9: tracing that fails', () => {
  const span = {
    spanContext: broken,
    setAttribute: broken,
    setAttributes: broken,
    setStatus: broken,
    end: broken,
  };
  it.each([
    ['gives no tracer', { getTracer: broken }],
    ['starts no span', { getTracer: () => ({ startSpan: broken }) }],
    ['has spans that take nothing', { getTracer: () => ({ startSpan: () => span }) }],
  ])('is not how a call fails: one that %s', async (_, provider) => {
    const tracerProvider = provider as unknown as { getTracer: () => Tracer } as TracerProvider; // broken on purpose
    const reported: unknown[] = [];
    const hear = (error: unknown) => void reported.push(error);
    process.on('uncaughtException', hear);

    const refused = connect({ tracerProvider }, refuse('queue_full')).admin.queues.get('queue_aurora');

    await expect(refused).rejects.toMatchObject({ code: 'queue_full', status: 400 });
    await new Promise((resolve) => setImmediate(resolve));
    process.off('uncaughtException', hear);
    expect(reported).toEqual([]);
  });

  it('K8: is not how a call fails where numbers are concerned', async () => {
    const instrument = { add: broken, record: broken };
    const meter = { createCounter: () => instrument, createHistogram: () => instrument } as unknown as Meter; // broken on purpose
    const meterProvider: MeterProvider = { getMeter: () => meter };

    const refused = connect({ meterProvider }, refuse('queue_full')).admin.queues.get('queue_aurora');

    await expect(refused).rejects.toMatchObject({ code: 'queue_full' });
  });
});

describe('K8: numbers', () => {
  it('have no more series than there are codes, whatever answers', async () => {
    const { provider, recorded } = countingMeter();
    for (const code of ['stranger_1', 'stranger_2', 'queue_full']) {
      const fanfare = connect({ meterProvider: provider }, refuse(code));
      await expect(fanfare.admin.queues.get('queue_aurora')).rejects.toMatchObject({ code });
    }

    const types = recorded.map(
      (attributes) => (attributes as { readonly 'error.type': string })['error.type'],
    );
    expect(types).toEqual(['_OTHER', '_OTHER', '_OTHER', '_OTHER', 'queue_full', 'queue_full']);
  });
});
