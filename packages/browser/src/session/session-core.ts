import { createEmitter } from '@fanfare/core';
import type { Emitter } from '@fanfare/core';
import { guardedTokenStore } from '../stores/guarded-token-store.js';
import type { GuardedTokenStore } from '../stores/guarded-token-store.js';
import type { EndedRecord, LiveRecord, TokenRecord } from '../stores/token-record.js';
import { updateRecord } from '../stores/update-record.js';
import { createTabChannel } from '../tabs/tab-channel.js';
import type { TabChannel } from '../tabs/tab-channel.js';
import type { TabMessage } from '../tabs/tab-message.js';
import { currentToken } from './current-token.js';
import type { CurrentToken } from './current-token.js';
import { estimateAge } from './lifetime.js';
import { initialModel, transition } from './machine.js';
import type { AbortCode, Effect, MachineEvent, Model } from './machine.js';
import { isBehind } from './records.js';
import type { ResolvedSessionOptions } from './session-options.js';
import { keepIfSame, sessionView } from './session-view.js';
import type { SessionEvents, SessionView, TokenInUse } from './session.js';
import { withDeadline } from './with-deadline.js';

/** Longest wait for the platform to take note of a logout, in milliseconds. */
const revokeMs = 5_000;

/** The machine with its surroundings: the one place where the model changes and effects happen. */
export interface SessionCore {
  readonly model: Model;
  readonly view: SessionView;
  /** The access token in use; null where there is no session. */
  readonly token: CurrentToken | null;
  readonly store: GuardedTokenStore;
  readonly channel: TabChannel;
  readonly emitter: Emitter<SessionEvents>;
  dispatch(event: MachineEvent): void;
  /** Reads the store and takes over what is newer there. */
  sync(): Promise<void>;
  /** Brings a sign-in into the store, unless it is over by then; one such write or burial at a time. */
  keep(record: LiveRecord): Promise<void>;
  /** Resolves when everything that ended is out of the store. */
  buried(): Promise<unknown>;
}

/** What the core hands on to the parts around it. */
export interface CoreHooks {
  /** After every step. */
  readonly onStep: () => void;
  readonly onAbort: (code: AbortCode) => void;
  readonly onMessage: (message: TabMessage) => void;
}

/** Creates the core of a session. Nothing happens before something is dispatched. */
export function createSessionCore(options: ResolvedSessionOptions, hooks: CoreHooks): SessionCore {
  const { clock, exchange } = options;
  const emitter = createEmitter<SessionEvents>();
  const store = guardedTokenStore(options.store, {
    ...options.storeTimes,
    clock,
    onDegraded: (event) => emitter.emit('degraded', event),
  });
  const channel = createTabChannel({
    connect: options.channel,
    name: `fanfare:${options.namespace}`,
    onMessage: hooks.onMessage,
  });
  let model = initialModel;
  let token: CurrentToken | null = null;
  let view = sessionView(model, false);
  let told = view;
  let writes: Promise<unknown> = Promise.resolve();
  /** What this tab ended last: a store that missed it must not bring it back. */
  let ended: EndedRecord | undefined;
  const effects: Effect[] = [];
  let isDraining = false;

  const look = (): SessionView => (view = keepIfSame(view, sessionView(model, token?.isUsable() ?? false)));

  const holdToken = ({ record }: Model): CurrentToken | null => {
    if (record === null) return null;
    if (token?.token !== record.accessToken) return currentToken(record, options);
    token.note(record);
    return token;
  };

  const inUse = (record: LiveRecord | null): TokenInUse | undefined =>
    record === null
      ? undefined
      : { accessToken: record.accessToken, ageMs: estimateAge(record, clock.now()) };

  const dispatch = (event: MachineEvent): void => {
    const before = model.record?.accessToken;
    const next = transition(model, event);
    model = next.model;
    const { record, phase } = model;
    // Before the effects, for a sign-out tells the platform with the token that goes. A client that is destroyed ends nothing.
    if (record?.accessToken !== before && phase !== 'destroyed') options.onToken(inUse(record), before);
    token = holdToken(model);
    effects.push(...next.effects);
    if (!isDraining) drain();
    hooks.onStep();
    if (keepIfSame(told, look()) === told) return;
    told = view;
    emitter.emit('change', view);
  };

  /** Effects of a step that a listener causes wait for those of the step it heard of. */
  const drain = (): void => {
    isDraining = true;
    try {
      for (let effect = effects.shift(); effect !== undefined; effect = effects.shift()) perform(effect);
    } finally {
      isDraining = false;
    }
  };

  const perform = (effect: Effect): void => {
    switch (effect.do) {
      case 'emit':
        if (effect.name === 'ended') return emitter.emit('ended', effect.payload);
        return emitter.emit('refreshed', effect.payload);
      case 'post':
        return channel.post(effect.message);
      case 'abort':
        return hooks.onAbort(effect.code);
      case 'bury':
        ended = effect.record;
        return bury(effect.record);
      case 'revoke':
        return revoke(effect.accessToken);
    }
  };

  const bury = (ended: EndedRecord): void => {
    writes = writes.then(() => {
      store.insist(); // tokens of somebody who left are not left behind for the sake of a pause
      return updateRecord(store, (current) => ((current?.epoch ?? 0) <= ended.epoch ? ended : undefined));
    });
  };

  /** Brings into the store what it missed while it failed: the end of a session, another one, or a newer pair. */
  const mend = (stored: TokenRecord | null): void => {
    const { record } = model;
    if (record === null && stored?.kind === 'live' && stored.id === ended?.id) return bury(ended);
    if (record === null || !isBehind(stored, record)) return;
    writes = writes.then(() =>
      updateRecord(store, (current) =>
        model.record === record && isBehind(current, record) ? record : undefined,
      ),
    );
  };

  const revoke = (accessToken: string): void => {
    withDeadline((signal) => exchange.revoke(accessToken, signal), { clock, ms: revokeMs }).catch(() => {
      // Best effort: here and in the other tabs the session is over either way.
    });
  };

  const save = async (record: LiveRecord): Promise<void> => {
    const { next } = await updateRecord(store, (current) => {
      if (model.record?.id !== record.id) return undefined;
      return { ...record, epoch: Math.max(record.epoch, (current?.epoch ?? 0) + 1) };
    });
    if (next === undefined) return;
    dispatch({ type: 'seen', record: next });
    channel.post({ type: 'changed', id: next.id, generation: next.generation, revision: next.revision });
  };

  return {
    get model() {
      return model;
    },
    get view() {
      return look();
    },
    get token() {
      return token;
    },
    store,
    channel,
    emitter,
    dispatch,
    async sync() {
      const record = await store.read();
      dispatch({ type: 'seen', record });
      mend(record);
    },
    keep: (record) => {
      const kept = writes.then(() => save(record));
      writes = kept;
      return kept;
    },
    buried: () => writes,
  };
}
