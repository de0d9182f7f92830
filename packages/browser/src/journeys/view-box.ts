import { createEmitter } from '@fanfare/core';
import { bindActions, type Act } from './bind-actions.js';
import type { JourneySnapshot } from './snapshot.js';
import type { JourneyView } from './view.js';

/** Holds the present view, and tells who watches. */
export interface ViewBox {
  readonly snapshot: JourneySnapshot;
  /** The snapshot with its actions. */
  readonly view: JourneyView;
  readonly isWatched: boolean;
  /** Runs before the listeners do. @default nothing */
  onChange: (before: JourneySnapshot, after: JourneySnapshot) => void;
  /** Replaces the view; one that says the same is dropped, so that its identity changes only with its content. */
  set(next: JourneySnapshot): void;
  /** Calls `listener` now and at every change; the returned function undoes it and is safe to call twice. */
  subscribe(listener: (view: JourneyView) => void): () => void;
}

/** Creates a box. */
export function createViewBox(first: JourneySnapshot, act: Act): ViewBox {
  const emitter = createEmitter<{ view: JourneyView }>();
  const listeners = new Set<object>();
  let snapshot = first;
  let view = bindActions(first, act);
  const box: ViewBox = {
    get snapshot() {
      return snapshot;
    },
    get view() {
      return view;
    },
    get isWatched() {
      return listeners.size > 0;
    },
    onChange: () => undefined,
    set(next) {
      if (JSON.stringify(next) === JSON.stringify(snapshot)) return;
      const before = snapshot;
      snapshot = next;
      view = bindActions(next, act);
      box.onChange(before, next);
      emitter.emit('view', view);
    },
    subscribe(listener) {
      const mark = {};
      listeners.add(mark);
      const undo = emitter.on('view', listener);
      callOnce(listener, view);
      return () => {
        listeners.delete(mark);
        undo();
      };
    },
  };
  return box;
}

/** What a listener throws is reported as the emitter does it, and does not reach whoever subscribes. */
function callOnce(listener: (view: JourneyView) => void, view: JourneyView): void {
  const once = createEmitter<{ view: JourneyView }>();
  once.on('view', listener);
  once.emit('view', view);
}
