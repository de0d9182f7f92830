import { apiVersion, profiles } from '@fanfare/contract';
import type { AttemptEvent, Transport, TransportOptions } from '@fanfare/core/base';
import { assertServer, type Surroundings } from '../assert-server.js';
import { createDeprecationNotice } from '../deprecation-notice.js';
import { log } from '../logger.js';
import { tellHooks } from '../monitoring/security-event.js';
import type { ResolvedOptions } from '../options.js';
import { createPrepareRequest, curableCodes } from '../signing/prepare-request.js';
import { directSender } from '../undici/direct-senders.js';
import type { Machinery } from './operate.js';

/** Creates what loads schemas and transport with the first call, and gives the same ones ever after. */
export function createMachineryLoader(options: ResolvedOptions): () => Promise<Machinery> {
  let loaded: Promise<Machinery> | undefined;
  return async function loadMachinery() {
    // Again at every call: the environment may have been changed since the client was made.
    assertServer(globalThis as Surroundings);
    return (loaded ??= load(options));
  };
}

async function load(options: ResolvedOptions): Promise<Machinery> {
  const [{ operationList }, schemas, { createDirectTransport, createTransport }] = await Promise.all([
    import('@fanfare/contract/operations'),
    import('@fanfare/contract/schemas'),
    import('@fanfare/core/server'),
  ]);
  const { logger, credentials, bearer, clock } = options;
  const noticeDeprecation = createDeprecationNotice(logger);
  const sendOnce = directSender(options.fetch);
  const create = (given: TransportOptions): Transport =>
    sendOnce === undefined ? createTransport(given) : createDirectTransport(given, sendOnce);
  const transport = create({
    urls: options.urls,
    idempotencyHeader: profiles[options.profile].idempotencyHeader,
    idempotencyKeyOn: 'unsafe',
    apiVersion,
    fetch: options.fetch,
    clock,
    timeoutMs: options.timeoutMs,
    totalTimeoutMs: options.totalTimeoutMs,
    maxRetries: options.maxRetries,
    replayCodes: curableCodes(credentials),
    prepare: createPrepareRequest({
      credentials,
      bearer,
      clock,
      onClockCorrected: (offsetMs) =>
        log(logger, 'warn', {
          message: 'fanfare: the clock of this machine is off; signatures follow the clock of the platform',
          fields: { offsetMs },
        }),
    }),
    onAttempt: (event) => {
      if (logger.debug !== undefined) log(logger, 'debug', { message: line(event), fields: { ...event } });
      noticeDeprecation(event);
      tellHooks(options.hooks, { event, clock });
    },
  });
  return {
    operations: new Map(operationList.map((row) => [row.id, row])),
    schemas,
    transport: await limited(transport, options),
    watch: await loadWatch(options),
    encrypt: await loadEncryption(options),
  };
}

function line({ operation, attempt, status, code, retryInMs }: AttemptEvent): string {
  const outcome = [status, code].filter((part) => part !== undefined).join(' ');
  const next = retryInMs === undefined ? '' : `, again in ${retryInMs} ms`;
  return `fanfare: ${operation} attempt ${attempt}: ${outcome}${next}`;
}

async function limited(transport: Transport, { limitCalls, clock }: ResolvedOptions): Promise<Transport> {
  if (limitCalls === undefined) return transport;
  const [{ createCallLimiter }, { limitTransport }] = await Promise.all([
    import('../limiter/create-call-limiter.js'),
    import('../limiter/limit-transport.js'),
  ]);
  return limitTransport(transport, createCallLimiter(limitCalls, clock));
}

async function loadEncryption({ fieldEncryption }: ResolvedOptions): Promise<Machinery['encrypt']> {
  if (fieldEncryption === undefined) return undefined;
  const { encryptFields } = await import('@fanfare/core/encryption');
  return (body) => encryptFields(body, fieldEncryption);
}

/** The log is asked first: a call that it refuses is not one that could be traced. */
async function loadWatch({ audit, telemetry }: ResolvedOptions): Promise<Machinery['watch']> {
  const instruments = await telemetry?.load();
  const trace = (transport: Transport): Transport => instruments?.trace(transport) ?? transport;
  if (audit === undefined) return instruments === undefined ? undefined : trace;
  const { watchAudit } = await import('../audit/trail/watch-audit.js');
  return (transport) => watchAudit(trace(transport), audit);
}
