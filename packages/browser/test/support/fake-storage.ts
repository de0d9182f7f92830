/** What is used of `localStorage`. */
export type FakeStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> & {
  readonly items: Map<string, string>;
  /** From now on every use throws, as where storage is forbidden. */
  forbid(): void;
};

/** Creates an empty storage. */
export function fakeStorage(): FakeStorage {
  const items = new Map<string, string>();
  let isForbidden = false;
  const allowed = (): Map<string, string> => {
    if (isForbidden) throw new DOMException('denied', 'SecurityError');
    return items;
  };
  return {
    items,
    forbid: () => void (isForbidden = true),
    getItem: (key) => allowed().get(key) ?? null,
    setItem: (key, value) => void allowed().set(key, value),
    removeItem: (key) => void allowed().delete(key),
  };
}
