import type { SessionEndReason } from '@fanfare/contract';
import type { EndedRecord, LiveRecord, TokenRecord } from '../stores/token-record.js';
import type { TabMessage } from '../tabs/tab-message.js';
import type { SessionEvents } from './session.js';

/** Where a session stands. `refreshing`: an exchange is under way. `waiting`: one failed, and its back-off runs. */
export type Phase =
  'idle' | 'restoring' | 'anonymous' | 'authenticated' | 'refreshing' | 'waiting' | 'ended' | 'destroyed';

/** Everything the machine knows. `record` is set exactly in the three signed-in phases. */
export interface Model {
  readonly phase: Phase;
  readonly record: LiveRecord | null;
  /** Why the last session ended; set exactly in `ended`. */
  readonly reason: SessionEndReason | null;
  /** The highest sign-in known so far: whatever is older is history. */
  readonly epoch: number;
  /** `failedAt` of the back-off that something cleared. */
  readonly cleared: number | null;
}

/** What can happen. `id` names the sign-in that it is about, so that a late answer meets its own session or none. */
export type MachineEvent =
  | { readonly type: 'restore' }
  | { readonly type: 'seen'; readonly record: TokenRecord | null }
  | { readonly type: 'signedIn'; readonly record: LiveRecord }
  | { readonly type: 'exchange' }
  | { readonly type: 'refreshed'; readonly record: LiveRecord }
  /** A refresh of this pair brought no answer to act on; the record carries the back-off. */
  | { readonly type: 'failed'; readonly record: LiveRecord }
  | {
      readonly type: 'refused';
      readonly id: string;
      readonly generation: number;
      readonly reason: SessionEndReason;
    }
  | { readonly type: 'settled' }
  /** A back-off is over, or something gives hope before it is; the platform's own delay only ends by time. */
  | { readonly type: 'cleared'; readonly by: 'time' | 'hope' }
  | { readonly type: 'revoked'; readonly id: string; readonly reason: SessionEndReason }
  | { readonly type: 'endedElsewhere'; readonly id: string; readonly reason: SessionEndReason }
  | { readonly type: 'logout'; readonly reason?: SessionEndReason }
  | { readonly type: 'destroy' };

/** Why calls in flight are aborted. */
export type AbortCode = 'session_replaced' | 'session_expired' | 'not_authenticated' | 'destroyed';

/** What the shell has to do after a step. */
export type Effect =
  | {
      readonly do: 'emit';
      readonly name: 'refreshed';
      readonly payload: SessionEvents['refreshed'];
    }
  | { readonly do: 'emit'; readonly name: 'ended'; readonly payload: SessionEvents['ended'] }
  | { readonly do: 'post'; readonly message: TabMessage }
  /** Replace what the store holds of this sign-in, or an older one, by the fact that it ended. */
  | { readonly do: 'bury'; readonly record: EndedRecord }
  | { readonly do: 'revoke'; readonly accessToken: string }
  | { readonly do: 'abort'; readonly code: AbortCode };

/** A step of the machine. */
export interface Step {
  readonly model: Model;
  readonly effects: readonly Effect[];
}

type EventOf<Type extends MachineEvent['type']> = Extract<MachineEvent, { type: Type }>;
type Row = { readonly [Type in MachineEvent['type']]?: (model: Model, event: EventOf<Type>) => Step };

/** Where every session starts. */
export const initialModel: Model = { phase: 'idle', record: null, reason: null, epoch: 0, cleared: null };

const destroy = (model: Model): Step => ({
  model: { ...model, phase: 'destroyed', record: null, reason: null },
  effects: [{ do: 'abort', code: 'destroyed' }],
});

const signedOut: Row = {
  seen: (model, { record }) => {
    if (record?.kind === 'live' && record.epoch > model.epoch) return adopt(model, record);
    const epoch = Math.max(model.epoch, record?.epoch ?? 0);
    return step({ ...model, epoch, phase: model.phase === 'ended' ? 'ended' : 'anonymous' });
  },
  signedIn: (model, { record }) => adopt(model, record),
  refreshed: late,
  destroy,
};

const signedIn: Row = {
  seen: (model, { record }) => {
    if (record === null) return step(model); // a store that lost it does not sign anybody out
    if (record.kind === 'live')
      return isNewer(record, model.record) ? adopt(model, record) : remark(model, record);
    return record.epoch >= model.epoch ? end(model, record.reason) : step(model);
  },
  signedIn: (model, { record }) => adopt(model, record),
  refreshed: (model, event) => {
    if (event.record.id !== model.record?.id) return late(model, event);
    if (event.record.generation <= model.record.generation) return step(model);
    const adopted = adopt(model, event.record, 'this-tab');
    return { ...adopted, effects: [...adopted.effects, { do: 'post', message: changed(event.record) }] };
  },
  failed: (model, { record }) => {
    if (!isCurrent(model, record)) return step(model);
    const { model: marked } = remark(model, record);
    return { model: marked, effects: [{ do: 'post', message: changed(record) }] };
  },
  refused: (model, event) => (isCurrent(model, event) ? endForAll(model, event.reason) : step(model)),
  revoked: (model, { id, reason }) => (id === model.record?.id ? endForAll(model, reason) : step(model)),
  endedElsewhere: (model, { id, reason }) => (id === model.record?.id ? end(model, reason) : step(model)),
  logout: (model, { reason = 'logout' }) => {
    const ended = endForAll(model, reason);
    const accessToken = model.record?.accessToken ?? '';
    return { ...ended, effects: [...ended.effects, { do: 'revoke', accessToken }] };
  },
  destroy,
};

/** The machine: what each phase does on each event. What is not listed changes nothing. */
export const transitions: Readonly<Record<Phase, Row>> = {
  idle: { ...signedOut, restore: (model) => step({ ...model, phase: 'restoring' }) },
  restoring: signedOut,
  anonymous: signedOut,
  ended: signedOut,
  authenticated: { ...signedIn, exchange },
  waiting: {
    ...signedIn,
    exchange,
    cleared: (model, { by }) => {
      const wait = model.record?.backoff;
      if (by === 'hope' && wait?.ordered === true) return step(model);
      return step({ ...model, phase: 'authenticated', cleared: wait?.failedAt ?? null });
    },
  },
  refreshing: {
    ...signedIn,
    settled: (model) => step({ ...model, phase: resting(model) }),
  },
  destroyed: {},
};

/** Makes one step. */
export function transition(model: Model, event: MachineEvent): Step {
  const row: { readonly [type: string]: unknown } = transitions[model.phase];
  const handler = row[event.type] as ((model: Model, event: MachineEvent) => Step) | undefined; // the row pairs both
  return handler?.(model, event) ?? step(model);
}

/** Tells whether `candidate` is a later state of affairs than `known`: a later sign-in, or a later pair of the same one. */
export function isNewer(candidate: LiveRecord, known: LiveRecord | null): boolean {
  if (known === null) return true;
  if (candidate.epoch !== known.epoch) return candidate.epoch > known.epoch;
  return candidate.id !== known.id || candidate.generation > known.generation;
}

function step(model: Model): Step {
  return { model, effects: [] };
}

function exchange(model: Model): Step {
  return step({ ...model, phase: 'refreshing' });
}

function isCurrent(model: Model, about: { readonly id: string; readonly generation: number }): boolean {
  return about.id === model.record?.id && about.generation === model.record.generation;
}

function resting(model: Model): Phase {
  const failedAt = model.record?.backoff?.failedAt;
  return failedAt === undefined || failedAt === model.cleared ? 'authenticated' : 'waiting';
}

/** An exchange that is under way goes on, whatever becomes known meanwhile; `settled` ends it. */
function phaseWith(model: Model): Phase {
  return model.phase === 'refreshing' ? 'refreshing' : resting(model);
}

function adopt(model: Model, record: LiveRecord, by: 'this-tab' | 'another-tab' = 'another-tab'): Step {
  const before = model.record;
  const effects: Effect[] = [];
  if (before !== null && before.consumer.consumerId !== record.consumer.consumerId) {
    effects.push({ do: 'abort', code: 'session_replaced' });
    effects.push({ do: 'emit', name: 'ended', payload: { reason: 'replaced' } });
  }
  if (before?.id === record.id && before.generation < record.generation) {
    effects.push({ do: 'emit', name: 'refreshed', payload: { by } });
  }
  const adopted: Model = { ...model, record, reason: null, epoch: Math.max(model.epoch, record.epoch) };
  return { model: { ...adopted, phase: phaseWith(adopted) }, effects };
}

/** Takes over what another tab noted beside the same pair: a back-off, an exchange that began. */
function remark(model: Model, record: LiveRecord): Step {
  if (!isCurrent(model, record)) return step(model);
  const marked = { ...model, record };
  return step({ ...marked, phase: phaseWith(marked) });
}

/** A pair that arrived after its session: what it belongs to is over, so nobody may go on with it. */
function late(model: Model, event: EventOf<'refreshed'>): Step {
  // An upgrade of the same consumer may go on with the same session at the platform: nothing to revoke there.
  if (model.record?.consumer.consumerId === event.record.consumer.consumerId) return step(model);
  return { model, effects: [{ do: 'revoke', accessToken: event.record.accessToken }] };
}

function end(model: Model, reason: SessionEndReason): Step {
  const code = reason === 'logout' ? 'not_authenticated' : 'session_expired';
  return {
    model: { ...model, phase: 'ended', record: null, reason, cleared: null },
    effects: [
      { do: 'abort', code },
      { do: 'emit', name: 'ended', payload: { reason } },
    ],
  };
}

function endForAll(model: Model, reason: SessionEndReason): Step {
  const { model: ended, effects } = end(model, reason);
  const id = model.record?.id ?? '';
  return {
    model: ended,
    effects: [
      { do: 'post', message: { type: 'ended', id, reason } },
      bury(model, { id, reason }),
      ...effects,
    ],
  };
}

function bury(model: Model, what: { readonly id: string; readonly reason: SessionEndReason }): Effect {
  return { do: 'bury', record: { kind: 'ended', epoch: model.epoch, revision: '', ...what } };
}

function changed(record: LiveRecord): TabMessage {
  return { type: 'changed', id: record.id, generation: record.generation, revision: record.revision };
}
