import { apiVersion, headers as names } from '@fanfare/contract';
import type { Clock, Call, Transport, TransportOptions } from '@fanfare/core/base';
import type { Service } from '@fanfare/contract';
import { assertServer, type Surroundings } from '../assert-server.js';
import { createDeprecationNotice } from '../deprecation-notice.js';
import { log, type Logger } from '../logger.js';
import { createOperate, type Machinery, type Operate } from '../resources/operate.js';

/** How the platform is reached in the name of shoppers. */
export interface PlatformOptions {
  readonly publishableKey: string;
  readonly urls: Readonly<Record<Service, string>>;
  readonly fetch: typeof fetch | undefined;
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly logger: Logger;
}

/** In whose name a call is made. */
export interface Caller {
  /** The shopper's access token. @default nobody's */
  readonly accessToken?: string | undefined;
  /** What the shopper's browser calls itself, so that the platform can tell the shopper their devices apart. */
  readonly userAgent?: string | undefined;
  /** Is asked at the very moment of sending; nothing is sent where it says no, and the call fails. @default it may be sent */
  readonly maySend?: (() => boolean) | undefined;
}

/** Calls the platform as a page would: with the publishable key, and a shopper's access token where there is one. */
export interface Platform {
  (caller?: Caller): Operate;
  /** Loads what the first call would load, which takes a moment in which this process does nothing else. */
  prepare(): Promise<unknown>;
}

/** Creates the way to the platform. Schemas and transport load with the first call. */
export function createPlatform(options: PlatformOptions): Platform {
  let loaded: Promise<Loaded> | undefined;
  const loadOnce = (): Promise<Loaded> => (loaded ??= load(options));
  function asCaller({ accessToken, userAgent, maySend }: Caller = {}): Operate {
    const headers = {
      [names.publishableKey]: options.publishableKey,
      ...(accessToken !== undefined && { [names.authorization]: `Bearer ${accessToken}` }),
      ...(userAgent !== undefined && { 'user-agent': userAgent }),
    };
    return createOperate(async () => {
      assertServer(globalThis as Surroundings);
      const { machinery, transportWith } = await loadOnce();
      const transport = maySend === undefined ? machinery.transport : transportWith(maySend);
      const send = (call: Call): ReturnType<Transport['send']> =>
        transport.send({ ...call, headers: { ...call.headers, ...headers } });
      return { ...machinery, transport: { send } };
    });
  }
  return Object.assign(asCaller, { prepare: loadOnce });
}

interface Loaded {
  readonly machinery: Machinery;
  /** Makes a transport that asks before it sends. */
  readonly transportWith: (maySend: () => boolean) => Transport;
}

async function load(options: PlatformOptions): Promise<Loaded> {
  const [{ operationList }, schemas, { createTransport }] = await Promise.all([
    import('@fanfare/contract/operations'),
    import('@fanfare/contract/schemas'),
    import('@fanfare/core/server'),
  ]);
  const { urls, fetch: own, clock, timeoutMs, logger } = options;
  const noticeDeprecation = createDeprecationNotice(logger);
  const common: TransportOptions = {
    urls,
    idempotencyHeader: false,
    idempotencyKeyOn: 'unsafe',
    apiVersion,
    clock,
    timeoutMs,
    maxRetries: 0,
    onAttempt(event) {
      const { operation, attempt, status, code } = event;
      log(logger, 'debug', {
        message: `fanfare: ${operation} attempt ${attempt}: ${[status, code].filter((part) => part !== undefined).join(' ')}`,
        fields: { operation, attempt, status, code },
      });
      noticeDeprecation(event);
    },
  };
  // Nothing is awaited between the question and the call of `fetch`.
  const guarded =
    (maySend: () => boolean): typeof fetch =>
    async (input, init) => {
      if (!maySend()) throw new Error('Nothing was sent: it is no longer the turn of this process.');
      return (own ?? globalThis.fetch)(input, init);
    };
  const operations = new Map(operationList.map((row) => [row.id, row]));
  return {
    machinery: { operations, schemas, transport: createTransport({ ...common, fetch: own }) },
    transportWith: (maySend) => createTransport({ ...common, fetch: guarded(maySend) }),
  };
}
