/** Something to do at a time. */
export interface AgendaItem {
  readonly at: number;
  readonly run: () => void | Promise<void>;
}

/** What is still to do, in order of time; what was added first comes first at the same time. */
export interface Agenda {
  /** Adds an item and returns its undo, which is safe to call twice. */
  add(item: AgendaItem): () => void;
  /** Takes out the first item that is due at a time. */
  takeDue(now: number): AgendaItem | undefined;
  /** When the first item is due. */
  next(): number | undefined;
  clear(): void;
}

/** Makes an empty agenda. */
export function createAgenda(): Agenda {
  const items: AgendaItem[] = [];
  const remove = (item: AgendaItem): void => {
    const index = items.indexOf(item);
    if (index !== -1) items.splice(index, 1);
  };
  return {
    add(item) {
      const later = items.findIndex((other) => other.at > item.at);
      items.splice(later === -1 ? items.length : later, 0, item);
      return () => remove(item);
    },
    takeDue(now) {
      const first = items[0];
      if (first === undefined || first.at > now) return undefined;
      return items.shift();
    },
    next: () => items[0]?.at,
    clear: () => void items.splice(0),
  };
}
