import { createActivityFeeds } from './activity/activity-feeds.js';
import { createApp } from './app.js';
import { ownAuthority } from './auth/own-authority.js';
import { readableHeaders } from './cors.js';
import type { MockContext } from './context.js';
import { createContext } from './create-context.js';
import type { MockClock } from './clock.js';
import type { Exchange } from './exchange.js';
import { createFaults } from './faults/create-faults.js';
import type { FaultLog } from './faults/fault-log.js';
import type { FaultName } from './faults/fault-names.js';
import type { Fault } from './faults/fault.js';
import type { ScenarioName } from './faults/scenario-names.js';
import { createRoomWatch } from './live/room-watch.js';
import { logRequest } from './log-request.js';
import type { MockPlatformOptions } from './options/mock-platform-options.js';
import { resolveOptions } from './options/resolve-options.js';
import type { Delivery, NewWebhookEndpoint, WebhookEndpoint } from './parts.js';
import { refuseProduction } from './refuse-production.js';
import { securityHeaders, strictTransport } from './security-headers.js';
import { createRetention } from './privacy/retention.js';
import type { MockSettings } from './settings.js';
import { versionHeaders } from './versions/version-headers.js';
import { hang } from './spoil/hang.js';
import { spoilAnswer } from './spoil/spoil-answer.js';
import { createEmailVerifications } from './state/email-verifications.js';
import { createOpenStreams } from './streams/open-streams.js';
import { createStats, type MockStats } from './stats/create-stats.js';
import { createOtpCodes } from './state/otp-codes.js';
import { createRequestLog, type LoggedRequest } from './state/request-log.js';
import type { World } from './state/world.js';
import { addTestEndpoint } from './webhooks/add-test-endpoint.js';
import { createWebhookDesk } from './webhooks/webhook-desk.js';

/** A whole Fanfare platform in this process. */
export interface MockPlatform {
  /** Answers a request, as the platform does. Hand it to an SDK as its `fetch`. */
  readonly fetch: (input: Request | URL | string, init?: RequestInit) => Promise<Response>;
  /** Where it is reached, without a slash at the end. */
  readonly origin: string;
  readonly clock: MockClock;
  /** The two organizations, their keys, and what they sell. */
  readonly world: World;
  /** May be changed while the platform runs. */
  readonly settings: MockSettings;
  /** The requests that arrived, oldest first. */
  readonly requests: readonly LoggedRequest[];
  /** What the platform itself did wrong, such as an answer that does not fit the contract; empty, or a bug. */
  readonly defects: readonly string[];
  readonly deliveries: readonly Delivery[];
  /** What happened since the start, or the last reset, in numbers. */
  readonly stats: MockStats;
  /** Reads the newest unspent one-time code for an address, as the shopper would in their mail. */
  otpFor(address: string): string | undefined;
  /** Reads the newest unspent code that is to prove an e-mail address. */
  emailCodeFor(address: string): string | undefined;
  addWebhookEndpoint(endpoint: NewWebhookEndpoint): WebhookEndpoint;
  /** Makes something go wrong on purpose; returns the undo. */
  fault(fault: Fault | FaultName): () => void;
  /** Begins scenarios, each made of several faults; returns the undo. */
  scenario(...names: readonly ScenarioName[]): () => void;
  /** The faults that struck, and the seed that they were drawn with. */
  readonly faultLog: FaultLog;
  /** Ends every fault, and strikes as a log says: the same, at the same calls since the platform began or was reset. */
  replay(log: Pick<FaultLog, 'strikes'>): void;
  /** Waits for everything that is due now, deliveries among it. */
  settle(): Promise<void>;
  /** Starts over: the world as it was seeded, at the present time, with the origins that are allowed now. */
  reset(): void;
  /** Stops everything that is scheduled. */
  close(): Promise<void>;
}

/**
 * Makes a whole Fanfare platform that needs no network: stateful, with a movable clock.
 *
 * @throws {Error} where `NODE_ENV` is `production`.
 * @throws {TypeError} where an option is wrong.
 * @example
 * ```ts
 * import { createMockPlatform } from '@fanfare/mock';
 *
 * const platform = createMockPlatform({ now: '2026-11-22T10:00:00Z' });
 * const [shop] = platform.world.organizations;
 * const answer = await platform.fetch(
 *   new Request(`${platform.origin}/consumer/api/auth/guest`, {
 *     method: 'POST',
 *     headers: { 'x-publishable-key': shop.keys.test.publishable },
 *   }),
 * );
 * await platform.clock.advance('15m');
 * ```
 */
export function createMockPlatform(options?: MockPlatformOptions): MockPlatform {
  refuseProduction(process.env);
  const resolved = resolveOptions(options);
  const { context, defects, forget } = createContext(resolved);
  const { clock, settings, world, origin } = context;
  const log = createRequestLog();
  const initialSettings = { ...settings };
  for (const { allowedOrigins } of world.organizations) allowedOrigins.push(...resolved.allowedOrigins);

  const reset = (): void => {
    context.use(createOpenStreams).endAll();
    forget();
    log.clear();
    Object.assign(settings, initialSettings);
    begin();
  };
  const scenario = (names: readonly ScenarioName[]): (() => void) => {
    const undo = names.map((name) => context.use(createFaults).begin(name));
    return () => undo.forEach((end) => end());
  };
  const begin = (): void => {
    context.use(createRetention);
    context.use(createRoomWatch);
    context.use(createActivityFeeds);
    scenario(resolved.scenarios);
  };
  begin();
  const isOwnAuthority = ownAuthority(resolved);
  const app = createApp({ context, log, defects, reset, isOwnAuthority, strict: resolved.strict });

  async function fetch(input: Request | URL | string, init?: RequestInit): Promise<Response> {
    // A server's request is only like a Request, and cannot be copied into one.
    const request = isRequest(input) && init === undefined ? input : new Request(input, init);
    const id = context.newId('req');
    const arrivedAt = clock.now();
    const begunAt = performance.now();
    const { clientCertificate, ...connection } = resolved.readConnection(request);
    const exchange: Exchange = {
      id,
      arrivedAt,
      ...connection,
      quotas: [],
      logged: logRequest(request, { id, time: arrivedAt, clientCertificate }),
    };
    log.add(exchange.logged);
    try {
      // Whoever gives up gets their own reason back at once, while the call itself goes on.
      const given = await Promise.race([app.fetch(request, { exchange }), hang(request.signal)]);
      const answer = finish(given, { exchange, context });
      const { fault } = exchange;
      const sent =
        fault === undefined ? answer : await spoilAnswer(answer, { fault, clock, arrivedAt, request });
      exchange.logged.status = sent.status;
      exchange.logged.durationMs = Math.round(performance.now() - begunAt);
      return sent;
    } finally {
      context.use(createStats).answered(exchange.logged);
    }
  }

  return {
    fetch,
    origin,
    clock,
    world,
    settings,
    requests: log.entries,
    defects,
    get deliveries() {
      return context.use(createWebhookDesk).deliveries;
    },
    get stats() {
      return context.use(createStats).read();
    },
    otpFor: (address) => context.use(createOtpCodes).read(address),
    emailCodeFor: (address) => context.use(createEmailVerifications).read(address),
    addWebhookEndpoint: (endpoint) => addTestEndpoint(context, endpoint),
    fault: (fault) => context.use(createFaults).add(typeof fault === 'string' ? { like: fault } : fault),
    scenario: (...names) => scenario(names),
    get faultLog() {
      return context.use(createFaults).log;
    },
    replay: (given) => context.use(createFaults).replay(given),
    settle: () => clock.settle(),
    reset,
    async close() {
      context.use(createOpenStreams).endAll();
      forget();
    },
  };
}

function isRequest(input: Request | URL | string): input is Request {
  return typeof input === 'object' && 'headers' in input;
}

interface Finish {
  readonly exchange: Exchange;
  readonly context: MockContext;
}

/** Writes what every answer carries. */
function finish(answer: Response, { exchange, context }: Finish): Response {
  const { id, isEncrypted, readableBy } = exchange;
  const { settings, clock } = context;
  const headers = new Headers(answer.headers);
  for (const [name, value] of Object.entries(securityHeaders))
    if (!headers.has(name)) headers.set(name, value);
  headers.set('x-request-id', id);
  headers.set('date', new Date(clock.now()).toUTCString());
  for (const [name, value] of Object.entries(versionHeaders(context))) headers.set(name, value);
  headers.append('vary', 'Origin');
  if (isEncrypted) headers.set('strict-transport-security', strictTransport);
  const readable = readableBy === undefined ? {} : readableHeaders(readableBy, settings);
  for (const [name, value] of Object.entries(readable)) headers.set(name, value);
  return new Response(answer.body, { status: answer.status, headers });
}
