import type { ProfileName } from '@fanfare/contract';
import type { MockSettings } from '../settings.js';

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
  /** Fetches webhook deliveries. @default fetch */
  readonly deliver?: typeof fetch;
  /** Further `host:port` that signed requests may be addressed to. @default the origin's host and loopback */
  readonly authorities?: readonly string[];
  /** Origins whose pages may use the publishable keys of both organizations. @default none */
  readonly allowedOrigins?: readonly string[];
  /** Whether every own answer is checked against the contract. @default true */
  readonly strict?: boolean;
}
