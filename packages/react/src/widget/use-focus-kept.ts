import { useRef, type FocusEvent, type RefObject } from 'react';
import { useCommitted } from './use-committed.js';

/** What an element takes whose focus is kept. */
export interface FocusKept {
  readonly onFocus: (event: FocusEvent) => void;
  readonly onBlur: (event: FocusEvent) => void;
}

/**
 * Keeps the keyboard where it was: when the element that had the focus goes away with its panel, the heading of the next one
 * gets it. Whoever is elsewhere in the page is left alone.
 */
export function useFocusKept(
  key: string,
  { root, heading }: { root: RefObject<HTMLElement | null>; heading: RefObject<HTMLElement | null> },
): FocusKept {
  const focused = useRef<Element | null>(null);
  useCommitted(() => {
    const last = focused.current;
    if (last === null || last.isConnected) return;
    focused.current = null;
    const page = root.current?.ownerDocument;
    if (page?.activeElement === page?.body || page?.activeElement === null) {
      heading.current?.focus({ preventScroll: true });
    }
  }, [key, root, heading]);
  return {
    onFocus: ({ target }) => {
      focused.current = target;
    },
    onBlur: ({ relatedTarget }) => {
      // Without a target the window lost the focus, or the element went away: that is not leaving.
      if (relatedTarget !== null && root.current?.contains(relatedTarget) === false) focused.current = null;
    },
  };
}
