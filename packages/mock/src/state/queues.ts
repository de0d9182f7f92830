import type { AdmissionGrant, ConsumerId, OrderId } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import type { QueueChange, QueueResult } from '../mechanisms/queue-change.js';
import { createQueueEngine, type QueueEngine } from '../mechanisms/queue-engine.js';
import { tenantKey, type Tenant } from '../tenant.js';
import { createGrants, type GrantHolder } from './grants.js';
import { queueEvent } from './queue-event.js';
import { queueRulesOf } from './queue-rules-of.js';
import { worldData, type WorldData } from './world.js';

/** One queue of one tenant. */
export interface QueueRoom {
  readonly tenant: Tenant;
  readonly data: WorldData;
  /** The queue itself, to be asked only: what is done in it goes through {@link Queues.act}. */
  readonly engine: Pick<QueueEngine, 'lifecycle' | 'place' | 'position'>;
}

/** What somebody does in a queue. */
export type QueueAction = { readonly consumerId: ConsumerId } & (
  | { readonly do: 'enter' | 'leave' | 'cancel' | 'admit' }
  | { readonly do: 'deny'; readonly reason: string }
  | { readonly do: 'complete'; readonly orderId?: OrderId | undefined }
);

/** The queues of all tenants. */
export interface Queues {
  /** Finds a tenant's queue, with everything done that was due. */
  find(tenant: Tenant, queueId: string): QueueRoom | undefined;
  act(room: QueueRoom, action: QueueAction): QueueResult;
  /** The text of the grant of a consumer who was admitted. */
  grantOf(room: QueueRoom, consumerId: ConsumerId): AdmissionGrant | undefined;
  /** Calls back after every change; returns the undo. */
  onChange(run: (room: QueueRoom, change: QueueChange) => void): () => void;
}

interface OwnedRoom extends QueueRoom {
  readonly engine: QueueEngine;
  unplan: () => void;
}

/** Opens the queues of the world: engines that get their time from the clock, and tell what happens. */
export function createQueues(context: MockContext): Queues {
  const { clock } = context;
  const grants = context.use(createGrants);
  const listeners = new Set<(room: QueueRoom, change: QueueChange) => void>();
  const rooms = new Map<string, OwnedRoom>();
  const key = (tenant: Tenant, queueId: string): string => `${tenantKey(tenant)}/${queueId}`;

  for (const { id: organizationId } of context.world.organizations) {
    for (const mode of ['test', 'live'] as const) addRoom({ organizationId, mode });
  }

  function addRoom(tenant: Tenant): void {
    const data = worldData(context.world, tenant);
    if (data === undefined) return;
    const rules = (): ReturnType<typeof queueRulesOf> => queueRulesOf(data.queue);
    const engine = createQueueEngine({ rules, now: clock.now() });
    const room: OwnedRoom = { tenant, data, engine, unplan: () => {} };
    rooms.set(key(tenant, data.queue.id), room);
    plan(room);
  }

  function plan(room: OwnedRoom): void {
    room.unplan();
    const next = room.engine.nextChangeAt();
    if (next !== null) room.unplan = clock.schedule(Math.max(next, clock.now()), () => catchUp(room));
  }

  function catchUp(room: OwnedRoom): void {
    note(room, { changes: room.engine.advance(clock.now()) });
  }

  function note(
    room: OwnedRoom,
    { changes, orderId }: { changes: QueueResult['changes']; orderId?: OrderId | undefined },
  ): void {
    for (const change of changes) {
      const grant = keepGrantsInStep(room, change);
      context.publish(queueEvent(change, { ...room, grant, orderId }));
      for (const run of listeners) run(room, change);
    }
    plan(room);
  }

  function keepGrantsInStep(room: OwnedRoom, change: QueueChange): AdmissionGrant | undefined {
    if (!('consumerId' in change)) return undefined;
    const holder = holderOf(room, change.consumerId);
    if (change.type === 'admitted') {
      return grants.issue({ ...holder, issuedAt: change.at, expiresAt: change.expiresAt });
    }
    if (change.type === 'completed') grants.use(holder);
    // A grant that ran out says so itself; every other end takes it away.
    const ranOut = change.type === 'denied' && change.reason === 'ADMISSION_EXPIRED';
    if (change.type === 'left' || (change.type === 'denied' && !ranOut)) grants.revoke(holder);
    return undefined;
  }

  function run(room: OwnedRoom, action: QueueAction): QueueResult {
    const command = { consumerId: action.consumerId, now: clock.now() };
    return action.do === 'deny'
      ? room.engine.deny({ ...command, reason: action.reason })
      : room.engine[action.do](command);
  }

  function owned(room: QueueRoom): OwnedRoom {
    const found = rooms.get(key(room.tenant, room.data.queue.id));
    if (found === undefined) throw new Error('A queue was used that is not one of this platform.');
    return found;
  }

  context.onConsumerMerged(({ tenant, from, to }) => {
    for (const room of rooms.values()) {
      if (tenantKey(room.tenant) !== tenantKey(tenant)) continue;
      catchUp(room);
      const kept = room.engine.move({ from, to });
      if (kept !== 'none') grants.revoke(holderOf(room, kept === 'from' ? to : from));
      plan(room);
    }
    grants.move({ tenant, from, to });
  });

  return {
    find(tenant, queueId) {
      const room = rooms.get(key(tenant, queueId));
      if (room !== undefined) catchUp(room);
      return room;
    },
    act(room, action) {
      const own = owned(room);
      const result = run(own, action);
      note(own, { changes: result.changes, orderId: action.do === 'complete' ? action.orderId : undefined });
      return result;
    },
    grantOf: (room, consumerId) => grants.text(holderOf(room, consumerId)),
    onChange(run) {
      listeners.add(run);
      return () => void listeners.delete(run);
    },
  };
}

function holderOf({ tenant, data }: QueueRoom, consumerId: ConsumerId): GrantHolder {
  return { tenant, consumerId, distributionId: data.queue.id, distributionType: 'queue' };
}
