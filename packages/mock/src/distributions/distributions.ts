import type { AdmissionGrant, ConsumerId, GrantingMechanism, Mechanism, OrderId } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { randomFor } from '../random/random-for.js';
import { createActivityLog } from '../state/activity-log.js';
import { createExperienceTree } from '../state/experience-tree.js';
import { createGrants, type GrantHolder } from '../state/grants.js';
import { isoTime } from '../state/iso-time.js';
import type { Patch } from '../state/table.js';
import { seededData } from '../state/world.js';
import { tenantKey, type Tenant } from '../tenant.js';
import type { DistributionRow, MechanismFields } from './distribution-rows.js';
import { createDistributionTables } from './distribution-tables.js';
import { mechanisms, type RoomCores } from './mechanisms.js';
import { createParticipants } from './participants.js';
import { archivedReason } from './phase-parts.js';
import type { Room, RoomChange, RoomCore, RoomResult, RoomSetup, Standing, Whereabouts } from './room.js';

/** A room of a known mechanism. */
export type RoomOf<M extends Mechanism> = Room<M, RoomCores[M]>;

/** Who changes a distribution. */
export interface Editor {
  readonly by: string;
}

/** The distributions of all tenants and all mechanisms. */
export interface Distributions {
  /** Finds a tenant's distribution, archived or not, with everything done that was due. */
  find(tenant: Tenant, id: string): Room | undefined;
  /** Finds a tenant's distribution of one mechanism. */
  findOf<M extends Mechanism>(tenant: Tenant, mechanism: M, id: string): RoomOf<M> | undefined;
  /** A tenant's distributions of one mechanism that are not archived, the oldest first. */
  allOf<M extends Mechanism>(tenant: Tenant, mechanism: M): readonly RoomOf<M>[];
  /** What is kept of them, without bringing anything about. */
  rowsOf<M extends Mechanism>(tenant: Tenant, mechanism: M): readonly DistributionRow<M>[];
  /** The distributions of a sequence that are not archived, the oldest first. */
  ofSequence(tenant: Tenant, sequenceId: string): readonly Room[];
  create<M extends Mechanism>(
    tenant: Tenant,
    mechanism: M,
    made: Editor & { readonly fields: MechanismFields[M] },
  ): RoomOf<M>;
  /** Changes a distribution and tells the merchant's endpoints; what is `undefined` stays. */
  update<M extends Mechanism>(
    room: RoomOf<M>,
    change: Editor & { readonly patch: Patch<MechanismFields[M]> },
  ): void;
  /** Ends a distribution for everybody in it, also for who holds a grant, and puts it away. */
  archive(room: Room, editor: Editor): void;
  /** Does something in a distribution: everybody else learns what came of it. */
  act<Core extends RoomCore, Result extends RoomResult<unknown>>(
    room: Room<Mechanism, Core>,
    run: (core: Core, now: number) => Result,
    about?: { readonly orderId?: OrderId | undefined },
  ): Result;
  /** Tells whether somebody takes part in a distribution, or holds a grant of it. */
  isTaken(room: Room): boolean;
  /** Where a consumer takes part or did, archived or not. */
  takenBy(tenant: Tenant, consumerId: ConsumerId): readonly Room[];
  /** Ends whatever a consumer takes part in, and with it their grants and unpaid orders. */
  withdraw(who: { readonly tenant: Tenant; readonly consumerId: ConsumerId; readonly reason: string }): void;
  /** The text of the last grant that a consumer got. */
  grantOf(room: Room, consumerId: ConsumerId): AdmissionGrant | undefined;
  /** Calls back after every change; returns the undo. */
  onChange(run: (room: Room, change: RoomChange) => void): () => void;
  /** Calls back after a merchant made, changed or put away a distribution; returns the undo. */
  onEdit(run: (room: Room) => void): () => void;
}

/** Hosts the distributions of a platform: gives them their time, keeps grants in step, and tells what happens. */
export function createDistributions(context: MockContext): Distributions {
  const { clock } = context;
  const grants = context.use(createGrants);
  const activity = context.use(createActivityLog);
  const tree = context.use(createExperienceTree);
  const tables = createDistributionTables(context);
  const participants = createParticipants();
  const rooms = new Map<string, Room>();
  const opened = new Map<string, number>();
  const undoPlan = new Map<Room, () => void>();
  const listeners = new Set<(room: Room, change: RoomChange) => void>();
  const editListeners = new Set<(room: Room) => void>();

  for (const { queue } of seededData(context.world)) {
    tables.queue.adopt(queue);
    open('queue', queue);
  }

  function open<M extends Mechanism>(mechanism: M, row: DistributionRow<M>): RoomOf<M> {
    const { tenant } = row;
    const whereabouts = (): Whereabouts => {
      const experienceId = tree.experienceOf(tenant, row.sequenceId)?.id;
      if (experienceId === undefined) throw new Error('A distribution belongs to no experience.');
      return { sequenceId: row.sequenceId, experienceId };
    };
    const setup: RoomSetup<M> = { context, tenant, row, whereabouts, random: ownRandom(tenant, mechanism) };
    const core = mechanisms[mechanism](setup);
    const room: RoomOf<M> = { mechanism, tenant, row, core, whereabouts };
    rooms.set(keyOf(tenant, row.id), room);
    plan(room);
    return room;
  }

  /** Counts rather than names the distribution: ids come from what the whole platform draws from. */
  function ownRandom(tenant: Tenant, mechanism: Mechanism): () => number {
    const kind = `${tenantKey(tenant)}/${mechanism}`;
    const ordinal = (opened.get(kind) ?? 0) + 1;
    opened.set(kind, ordinal);
    return randomFor(context.seed, `${kind}/${ordinal}`);
  }

  function plan(room: Room): void {
    undoPlan.get(room)?.();
    const next = room.core.nextChangeAt();
    if (next !== null)
      undoPlan.set(
        room,
        clock.schedule(Math.max(next, clock.now()), () => void catchUp(room)),
      );
  }

  function catchUp<R extends Room>(room: R): R {
    note(room, room.core.advance(clock.now()), undefined);
    return room;
  }

  function note(room: Room, changes: readonly RoomChange[], orderId: OrderId | undefined): void {
    for (const change of changes) {
      if (change.consumerId !== undefined) participants.note(room, change.consumerId);
      const grant = keepGrantsInStep(room, change);
      if (change.tell !== undefined) context.publish(change.tell({ grant, orderId }));
      if (change.count !== undefined) {
        const { at, consumerId, fields } = change;
        const where = { ...room.whereabouts(), distributionId: room.row.id };
        activity.note({ tenant: room.tenant, event: change.count, at, consumerId, fields, ...where });
      }
      for (const run of listeners) run(room, change);
    }
    plan(room);
  }

  function keepGrantsInStep(room: Room, { grant, consumerId, at }: RoomChange): AdmissionGrant | undefined {
    if (grant === undefined || consumerId === undefined) return undefined;
    const holder = holderOf(room, consumerId);
    if (grant.do === 'issue') return grants.issue({ ...holder, issuedAt: at, expiresAt: grant.expiresAt });
    grants[grant.do](holder);
    return undefined;
  }

  function edited<R extends Room>(room: R): R {
    for (const run of editListeners) run(room);
    return room;
  }

  function tellUpdated({ mechanism, tenant, row }: Room, changedFields: readonly string[]): void {
    const updatedAt = isoTime(clock.now());
    const data = {
      distributionId: row.id,
      distributionType: mechanism,
      updatedAt,
      changedFields: [...changedFields],
    };
    context.publish({ ...tenant, type: 'distribution.updated', data });
  }

  /** Ends the parts of consumers that are not over. */
  function denyIn(room: Room, { consumerIds, reason }: Denied): void {
    for (const consumerId of consumerIds) {
      if (!isOpen(room.core.standing(consumerId))) continue;
      note(room, room.core.deny({ consumerId, now: clock.now(), reason }).changes, undefined);
    }
  }

  context.onConsumerMerged(({ tenant, from, to }) => {
    for (const room of participants.roomsOf(tenant, from)) {
      catchUp(room);
      const kept = room.core.move({ from, to });
      if (kept !== 'none') grants.revoke(holderOf(room, kept === 'from' ? to : from));
      plan(room);
    }
    participants.join({ tenant, from, to });
    grants.move({ tenant, from, to });
  });

  function findOf<M extends Mechanism>(tenant: Tenant, mechanism: M, id: string): RoomOf<M> | undefined {
    const room = rooms.get(keyOf(tenant, id));
    return room?.mechanism === mechanism ? (catchUp(room) as RoomOf<M>) : undefined; // as its mechanism says
  }

  return {
    find(tenant, id) {
      const room = rooms.get(keyOf(tenant, id));
      return room && catchUp(room);
    },
    findOf,
    allOf: (tenant, mechanism) =>
      tables[mechanism].all(tenant).flatMap(({ id }) => findOf(tenant, mechanism, id) ?? []),
    rowsOf: (tenant, mechanism) => tables[mechanism].all(tenant),
    ofSequence: (tenant, sequenceId) =>
      [...rooms.values()]
        .filter(
          ({ row, tenant: owner }) =>
            row.sequenceId === sequenceId && !row.archived && tenantKey(owner) === tenantKey(tenant),
        )
        .map(catchUp),
    create(tenant, mechanism, { fields, by }) {
      return edited(open(mechanism, tables[mechanism].insert(tenant, fields, { by })));
    },
    update(room, { patch, by }) {
      const changedFields = tables[room.mechanism].update(room.row, patch, by);
      if (changedFields.length === 0) return;
      tellUpdated(room, changedFields);
      edited(catchUp(room));
    },
    archive(room, { by }) {
      if (room.row.archived) return;
      const at = isoTime(clock.now());
      Object.assign(room.row, { statusOverride: 'ended', statusOverrideAt: at, statusOverrideBy: by });
      denyIn(catchUp(room), { consumerIds: participants.of(room), reason: archivedReason });
      Object.assign(room.row, { teardownStatus: 'completed' });
      tables[room.mechanism].archive(room.row, by);
      tellUpdated(room, ['statusOverride', 'archived']);
      edited(room);
    },
    act(room, run, { orderId } = {}) {
      const result = run(room.core, clock.now());
      note(room, result.changes, orderId);
      return result;
    },
    isTaken: (room) => participants.of(room).some((id) => isOpen(room.core.standing(id))),
    takenBy: (tenant, consumerId) => participants.roomsOf(tenant, consumerId).map(catchUp),
    withdraw({ tenant, consumerId, reason }) {
      for (const room of participants.roomsOf(tenant, consumerId)) {
        denyIn(catchUp(room), { consumerIds: [consumerId], reason });
      }
    },
    grantOf: (room, consumerId) => grants.text(holderOf(room, consumerId)),
    onChange(run) {
      listeners.add(run);
      return () => void listeners.delete(run);
    },
    onEdit(run) {
      editListeners.add(run);
      return () => void editListeners.delete(run);
    },
  };
}

/** Tells whether a part is not over. */
function isOpen(standing: Standing | undefined): boolean {
  return standing?.isActive === true && standing.completedAt === undefined;
}

interface Denied {
  readonly consumerIds: readonly ConsumerId[];
  readonly reason: string;
}

function keyOf(tenant: Tenant, id: string): string {
  return `${tenantKey(tenant)}/${id}`;
}

function holderOf({ tenant, row, mechanism }: Room, consumerId: ConsumerId): GrantHolder {
  // An appointment issues no grants, so that there is none to find.
  return { tenant, consumerId, distributionId: row.id, distributionType: mechanism as GrantingMechanism };
}
