import type {
  AdmissionGrant,
  ConsumerId,
  ExperienceId,
  Mechanism,
  Money,
  OrderId,
  ProductId,
  SequenceId,
  SequenceState,
  VariantId,
} from '@fanfare/contract';
import type { MockContext, PublishedEvent } from '../context.js';
import type { Tenant } from '../tenant.js';
import type { DistributionRow } from './distribution-rows.js';

/** Whether a distribution takes consumers. */
export type Lifecycle = 'scheduled' | 'open' | 'settling' | 'closed';

/** Whose place was kept, when two consumers became one. */
export type KeptPlace = 'from' | 'to' | 'none';

/** What the change of a distribution means to everybody else. `noted` is for those that nobody acts on. */
export type RoomChangeKind =
  'opened' | 'settling' | 'closed' | 'entered' | 'granted' | 'completed' | 'left' | 'denied' | 'noted';

/** Something that happened in a distribution. Times are milliseconds since the epoch. */
export interface RoomChange {
  readonly what: RoomChangeKind;
  readonly at: number;
  /** To whom; absent where it happened to the distribution. */
  readonly consumerId?: ConsumerId;
  /** Why somebody was denied. */
  readonly reason?: string;
  /** What becomes of the consumer's grant. @default nothing */
  readonly grant?:
    { readonly do: 'issue'; readonly expiresAt: number | null } | { readonly do: 'use' | 'revoke' };
  /** The name under which it is counted, such as `queue_entered`. @default it is not counted */
  readonly count?: string;
  /** What is counted with it, such as the amount of a bid. */
  readonly fields?: Readonly<Record<string, string | number>>;
  /** How merchants are told. @default they are not */
  readonly tell?: (telling: Telling) => PublishedEvent;
}

/** What belongs to a change that the mechanism itself does not know. */
export interface Telling {
  /** The grant that was issued with it. */
  readonly grant: AdmissionGrant | undefined;
  /** The order that a completion came with. */
  readonly orderId: OrderId | undefined;
}

/** Who does something, and when. */
export interface RoomCommand {
  readonly consumerId: ConsumerId;
  /** Milliseconds since the epoch; never earlier than in the command before. */
  readonly now: number;
}

/** Why a command that every mechanism has came to nothing. */
export type RoomRefusal =
  /** The consumer never took part. */
  | { readonly refused: 'not_taking_part' }
  /** The consumer's part is over. */
  | { readonly refused: 'ended' };

/** What a command brought about, beginning with what was due before it; or why it had no effect. */
export interface RoomResult<Refusal = RoomRefusal> {
  readonly changes: readonly RoomChange[];
  readonly refusal?: Refusal;
}

/** How a consumer stands in a distribution, as far as everybody else needs to know. */
export interface Standing {
  /** As in the consumer's part of a journey, such as `queued` or `won`. */
  readonly status: string;
  /** Takes part now, holds a grant, or has what they came for: stays, also when a gate is added. */
  readonly isActive: boolean;
  /** Entering again gives a new part. */
  readonly mayReenter: boolean;
  readonly completedAt?: number;
  /** Why they were denied. */
  readonly deniedReason?: string;
}

/** What a journey knows of a consumer besides what the distribution does. */
export interface Sighting {
  readonly consumerId: ConsumerId;
  readonly grant: AdmissionGrant | undefined;
  /** The consumer came back after an end that allows another try. */
  readonly afresh: boolean;
}

/** What a grant is good for; what is absent the shopper chooses. */
export interface GrantedGoods {
  readonly productId?: ProductId | undefined;
  readonly variantId?: VariantId | undefined;
  /** How many pieces, exactly. */
  readonly quantity?: number;
}

/** What a mechanism supplies: an engine that gets its time with every command, and how it is seen from outside. */
export interface RoomCore {
  readonly lifecycle: Lifecycle;
  /** Brings about what is due up to `now`, in order of time. */
  advance(now: number): readonly RoomChange[];
  /** When something happens next without anybody doing anything. */
  nextChangeAt(): number | null;
  /** `undefined` where the consumer never took part. */
  standing(consumerId: ConsumerId): Standing | undefined;
  /** Tells where a consumer stands, as a phase of their journey. */
  phase(sighting: Sighting): SequenceState;
  leave(command: RoomCommand): RoomResult;
  /** Ends a part whose order was cancelled. */
  cancel(command: RoomCommand): RoomResult;
  deny(command: RoomCommand & { readonly reason: string }): RoomResult;
  /** The consumer has bought what they came for. */
  complete(command: RoomCommand): RoomResult;
  /** What a consumer's grant is good for. @default whatever the sequence offers */
  goodsFor?(consumerId: ConsumerId): GrantedGoods;
  /** What a consumer pays for a piece. @default the price of the variant */
  priceFor?(consumerId: ConsumerId): Money | undefined;
  /** Lets an order hold what is held for a consumer; returns the undo. @default nothing is held */
  handOver?(consumerId: ConsumerId): () => void;
  /** Gives one consumer's part to another; where both have one, tells whose was kept. */
  move(move: { readonly from: ConsumerId; readonly to: ConsumerId }): KeptPlace;
}

/** Where a distribution belongs. */
export interface Whereabouts {
  readonly sequenceId: SequenceId;
  readonly experienceId: ExperienceId;
}

/** What a mechanism builds its part of a room from. */
export interface RoomSetup<M extends Mechanism> {
  readonly context: MockContext;
  readonly tenant: Tenant;
  /** Read at every step, so that it may change. */
  readonly row: DistributionRow<M>;
  readonly whereabouts: () => Whereabouts;
  /** A number in [0, 1), of this distribution alone: what else happens on the platform changes no draw. */
  readonly random: () => number;
}

/** One distribution of one tenant. What is done in it goes through `Distributions.act`. */
export interface Room<M extends Mechanism = Mechanism, Core extends RoomCore = RoomCore> {
  readonly mechanism: M;
  readonly tenant: Tenant;
  readonly row: DistributionRow<M>;
  readonly core: Core;
  readonly whereabouts: () => Whereabouts;
}
