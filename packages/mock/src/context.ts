import type { ConsumerId, Mode, OrganizationId, ProfileName, RoleSet } from '@fanfare/contract';
import type { WebhookEventData, WebhookEventType } from '@fanfare/contract/webhooks';
import type { MockClock } from './clock.js';
import type { ArchivedBatch } from './privacy/retention.js';
import type { MockSettings } from './settings.js';
import type { World } from './state/world.js';
import type { Tenant } from './tenant.js';
import type { Deliver } from './webhooks/deliver.js';

/** Something that happened, for the tenant's webhook endpoints. */
export type PublishedEvent = {
  [Type in WebhookEventType]: {
    readonly organizationId: OrganizationId;
    readonly mode: Mode;
    readonly type: Type;
    readonly data: WebhookEventData<Type>;
  };
}[WebhookEventType];

/** Two consumers turned out to be one: what `from` takes part in belongs to `to` from now on. */
export interface ConsumerMerge {
  readonly tenant: Tenant;
  readonly from: ConsumerId;
  readonly to: ConsumerId;
}

/** What every part of the platform works with. */
export interface MockContext {
  /** Where the platform is reached, without a slash at the end. */
  readonly origin: string;
  /** Each `host:port` that it is reached at, that of its origin first. */
  readonly ownAuthorities: readonly string[];
  readonly profile: ProfileName;
  /** The roles that members may have. */
  readonly roleSet: RoleSet;
  readonly clock: MockClock;
  readonly settings: MockSettings;
  /** Nobody is refused for calling too often. */
  readonly withoutRateLimits: boolean;
  readonly world: World;
  /** A number in [0, 1), from the seed. Not for secrets: those come from `newSecret`. */
  readonly random: () => number;
  /** What ids, draws and faults are made from. */
  readonly seed: number;
  /** Whether a request may ask for a fault of its own, in a header. */
  readonly faultHeader: boolean;
  /** Sends webhook deliveries. */
  readonly deliver: Deliver;
  /** Makes an id such as `ord_…`. */
  newId(prefix: string): string;
  /** Makes an unguessable text of 256 bits such as `grant_…`. */
  newSecret(prefix: string): string;
  /** Gives the part that a factory makes for this platform, the same at every call until a reset. */
  use<Part>(create: (context: MockContext) => Part): Part;
  /** Calls back as soon as there is a part of a platform, without making it: for who only looks on. */
  whenUsed<Part>(create: (context: MockContext) => Part, run: (part: Part) => void): void;
  /** Tells the webhook endpoints of a tenant. */
  publish(event: PublishedEvent): void;
  /** Calls back when a sign-in joined two consumers; returns the undo. */
  onConsumerMerged(run: (merge: ConsumerMerge) => void): () => void;
  /** Tells every part that two consumers are one. */
  mergeConsumers(merge: ConsumerMerge): void;
  /** Gives away what is deleted because its time is over. */
  readonly archive: (batch: ArchivedBatch) => void;
  /** Records that the platform itself went wrong; tests look at the list. */
  reportDefect(what: string): void;
}
