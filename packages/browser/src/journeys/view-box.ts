import { createEmitter } from '@fanfare/core';
import type { JourneyView } from './view.js';

/** Holds the present view, and tells who watches. */
export interface ViewBox {
  readonly view: JourneyView;
  readonly isWatched: boolean;
  /** Replaces the view; one that says the same is dropped, so that its identity changes only with its content. */
  set(next: JourneyView): void;
  /** Calls `listener` now and at every change; the returned function undoes it and is safe to call twice. */
  subscribe(listener: (view: JourneyView) => void): () => void;
}

/** Creates a box; `onChange` runs before the listeners do. */
export function createViewBox(
  first: JourneyView,
  onChange: (before: JourneyView, after: JourneyView) => void,
): ViewBox {
  const emitter = createEmitter<{ view: JourneyView }>();
  const listeners = new Set<object>();
  let view = first;
  return {
    get view() {
      return view;
    },
    get isWatched() {
      return listeners.size > 0;
    },
    set(next) {
      if (JSON.stringify(next) === JSON.stringify(view)) return;
      const before = view;
      view = next;
      onChange(before, next);
      emitter.emit('view', next);
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
}

/** What a listener throws is reported as the emitter does it, and does not reach whoever subscribes. */
function callOnce(listener: (view: JourneyView) => void, view: JourneyView): void {
  const once = createEmitter<{ view: JourneyView }>();
  once.on('view', listener);
  once.emit('view', view);
}
