import type { ConsumerId, Mechanism, Mode } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { createDistributions } from '../distributions/distributions.js';
import { mechanisms } from '../distributions/mechanisms.js';
import type { Room } from '../distributions/room.js';
import { sightIn } from '../state/own-state.js';
import type { LiveRoom } from './live-view.js';
import { nameOf, shopOf } from './name-of.js';
import { createRoomWatch } from './room-watch.js';

const kinds = Object.keys(mechanisms) as readonly Mechanism[]; // its keys are mechanisms
const modes: readonly Mode[] = ['test', 'live'];
const most = { rooms: 16, looked: 100, people: 8 } as const;

/** Describes the distributions, those first to which most people came. */
export function liveRooms(context: MockContext): readonly LiveRoom[] {
  const distributions = context.use(createDistributions);
  const tenants = context.world.organizations.flatMap(({ id: organizationId }) =>
    modes.map((mode) => ({ organizationId, mode })),
  );
  const rooms = tenants.flatMap((tenant) => kinds.flatMap((kind) => distributions.allOf(tenant, kind)));
  return rooms
    .map((room) => roomOf(context, room))
    .sort((a, b) => sum(b) - sum(a))
    .slice(0, most.rooms);
}

function roomOf(context: MockContext, room: Room): LiveRoom {
  const { row, mechanism, core, tenant } = room;
  const tally = context.use(createRoomWatch).tally(room);
  const people = tally.newest(most.looked).map((id) => personOf(context, room, id));
  return {
    id: row.id,
    name: row.name,
    mechanism,
    lifecycle: core.lifecycle,
    shop: shopOf(context, tenant),
    counts: tally.counts,
    people: people.sort((a, b) => rank(a) - rank(b)).slice(0, most.people),
  };
}

function personOf(context: MockContext, room: Room, consumerId: ConsumerId): LiveRoom['people'][number] {
  const { tenant, core } = room;
  const phase = core.phase(sightIn(context, { tenant, consumerId }, room));
  const consumer = 'consumer' in phase ? phase.consumer : undefined;
  const position = consumer !== undefined && 'position' in consumer ? consumer.position : undefined;
  return {
    id: consumerId,
    name: nameOf(context, tenant, consumerId),
    status: core.standing(consumerId)?.status ?? 'gone',
    position: position ?? null,
  };
}

/** Who stands in line comes first, in that order; everybody else as it happened. */
function rank({ position }: LiveRoom['people'][number]): number {
  return position ?? Number.MAX_SAFE_INTEGER;
}

function sum({ counts }: LiveRoom): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}
