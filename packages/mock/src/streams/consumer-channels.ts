import type { JourneyCause, StreamEvent } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { createDistributions } from '../distributions/distributions.js';
import type { Room, RoomChange } from '../distributions/room.js';
import type { Shopper } from '../state/experiences.js';
import { tenantKey, type Tenant } from '../tenant.js';
import { openConsumerChannel, type ConsumerChannel } from './consumer-channel.js';
import { createOwnCalls } from './own-calls.js';
import type { StreamSink } from './stream-source.js';

/** A client that connects. */
export interface Joining {
  readonly shopper: Shopper;
  readonly sink: StreamSink<StreamEvent>;
  readonly lastEventId: string | null;
}

/** The channels of consumers who listen, or did so within the last hour. */
export interface ConsumerChannels {
  readonly channels: number;
  readonly listeners: number;
  /** Adds a client to the channel of its consumer; returns the undo. */
  join(joining: Joining): () => void;
  /** Drops what is kept for a consumer, and ends their streams. */
  forget(shopper: Shopper): void;
}

const restMs = 3_600_000;

/** Makes the channels of a platform. */
export function createConsumerChannels(context: MockContext): ConsumerChannels {
  const { clock } = context;
  const channels = new Map<string, ConsumerChannel>();
  const cancelRest = new Map<string, () => void>();
  const distributions = context.use(createDistributions);

  function find(shopper: Shopper): ConsumerChannel | undefined {
    return channels.get(keyOf(shopper));
  }

  function around({ tenant, whereabouts }: Room): readonly ConsumerChannel[] {
    const { experienceId } = whereabouts();
    return [...channels.values()].filter(
      ({ shopper, follows }) => follows(experienceId) && isSame(shopper.tenant, tenant),
    );
  }

  distributions.onChange((room, change) => {
    if (channels.size === 0) return;
    const { tenant, whereabouts } = room;
    const { consumerId } = change;
    const { experienceId } = whereabouts();
    if (consumerId !== undefined) find({ tenant, consumerId })?.touch(experienceId, causeOf(change));
    for (const channel of around(room)) {
      if (consumerId === undefined && change.what !== 'noted') channel.touch(experienceId, causeOf(change));
      else channel.nudge();
    }
  });
  distributions.onEdit((room) => {
    for (const channel of around(room)) channel.nudge();
  });
  context.use(createOwnCalls).onCall((shopper) => find(shopper)?.touch());
  context.onConsumerMerged(({ tenant, from, to }) => {
    drop(keyOf({ tenant, consumerId: from }));
    find({ tenant, consumerId: to })?.touch();
  });

  function open(shopper: Shopper): ConsumerChannel {
    const channel = openConsumerChannel(context, shopper);
    channels.set(keyOf(shopper), channel);
    return channel;
  }

  function drop(key: string): void {
    wake(key);
    const channel = channels.get(key);
    channels.delete(key);
    channel?.close();
  }

  function wake(key: string): void {
    cancelRest.get(key)?.();
    cancelRest.delete(key);
  }

  function rest(key: string): void {
    const cancel = clock.schedule(clock.now() + restMs, () => drop(key));
    cancelRest.set(key, cancel);
  }

  return {
    get channels() {
      return channels.size;
    },
    get listeners() {
      return [...channels.values()].reduce((sum, channel) => sum + channel.listeners, 0);
    },
    join({ shopper, sink, lastEventId }) {
      const key = keyOf(shopper);
      const channel = find(shopper) ?? open(shopper);
      wake(key);
      const leave = channel.join(sink, lastEventId);
      return () => {
        leave();
        // One that was dropped meanwhile may have a successor, which is not its business.
        if (channel.listeners === 0 && channels.get(key) === channel) rest(key);
      };
    },
    forget: (shopper) => drop(keyOf(shopper)),
  };
}

function causeOf({ what, count }: RoomChange): JourneyCause {
  if (count === 'outbid') return 'outbid';
  return what === 'noted' ? 'changed' : what;
}

function keyOf({ tenant, consumerId }: Shopper): string {
  return `${tenantKey(tenant)}/${consumerId}`;
}

function isSame(one: Tenant, other: Tenant): boolean {
  return tenantKey(one) === tenantKey(other);
}
