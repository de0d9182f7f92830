import type { ProfileName, RoleSetName } from '@fanfare/contract';
import type { DoorName } from '../doors/door-names.js';
import type { ScenarioName } from '../faults/scenario-names.js';
import type { ArchivedBatch } from '../privacy/retention.js';
import type { GivenRateLimits } from './merge-rate-limits.js';
import type { MockSettings } from '../settings.js';
import type { ResolveHost } from '../webhooks/resolve-host.js';

/** How a mock platform starts. */
export interface MockPlatformOptions {
  /** Where the platform is reached. @default 'http://fanfare.localhost' */
  readonly origin?: string;
  /** Which platform it plays: all that the contract describes, or only what is documented today. @default 'full' */
  readonly profile?: ProfileName;
  /** The time it starts at: milliseconds since the epoch or an ISO 8601 text. @default the real time */
  readonly now?: number | string;
  /** Whether its clock flows by itself. @default false in the process, true on a server */
  readonly flow?: boolean;
  /** Makes ids and draws reproducible. @default a random one */
  readonly seed?: number;
  readonly settings?: Partial<MockSettings>;
  /** Fetches webhook deliveries. @default requests that connect only to addresses that were checked */
  readonly deliver?: typeof fetch;
  /**
   * Tells the IP addresses of the host of a webhook endpoint; a delivery to a private one is refused.
   * @default asks the system; with a `deliver` of your own, nobody
   */
  readonly resolveHost?: ResolveHost;
  /** Further `host:port` that signed requests may be addressed to. @default the origin's host and loopback */
  readonly authorities?: readonly string[];
  /** Origins whose pages may use the publishable keys of both organizations. @default none */
  readonly allowedOrigins?: readonly string[];
  /** Limits of calls in place of the documented ones, such as `{ queueEnter: { perMinute: 5 } }`. @default none */
  readonly rateLimits?: GivenRateLimits;
  /** Refuses nobody for calling too often. @default false */
  readonly withoutRateLimits?: boolean;
  /**
   * Where the address of a caller is read: the name of a header, or a function. @default from the connection on
   * a server; in the process there is none, and nothing is limited by address
   */
  readonly addressFrom?: string | ((request: Request) => string | undefined);
  /**
   * Tells the name in the certificate that a client showed; the log of requests keeps it.
   * @default from the connection on a server that asks for certificates; in the process nobody shows one
   */
  readonly certificateFrom?: (request: Request) => string | undefined;
  /** Addresses of proxies, or ranges such as `10.0.0.0/8`, whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed. @default none */
  readonly trustedProxies?: readonly string[];
  /** The roles that members may have: those of a merchant's team, or of an operator of events. @default 'team' */
  readonly roleSet?: RoleSetName;
  /** Ways to log in of other platforms, to play beside the own one. @default none */
  readonly doors?: readonly DoorName[];
  /** Whether a request may ask for a fault of its own, with `X-Mock-Fault`. @default false in the process, true on a server */
  readonly faultHeader?: boolean;
  /** Scenarios that go on from the start, and again after a reset. @default none */
  readonly scenarios?: readonly ScenarioName[];
  /** Is given what is deleted because its time is over, see `admin.retention`. @default it is gone */
  readonly archive?: (batch: ArchivedBatch) => void;
  /** Whether every own answer is checked against the contract. @default true */
  readonly strict?: boolean;
}
