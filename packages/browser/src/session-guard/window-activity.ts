/** Tells when the shopper does something; the returned function undoes it and is safe to call twice. */
export type ActivitySource = (handler: () => void) => () => void;

/** What only a person does to a page. A pointer that merely moves may be lying on a shelf that shakes. */
const names = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

/** Listens to the window; where there is none, as in a worker, nothing is ever heard. */
export const windowActivity: ActivitySource = (handler) => {
  const { document, addEventListener } = globalThis as Partial<typeof globalThis>; // missing outside of a page
  if (document === undefined || addEventListener === undefined) return () => undefined;
  const listening = new AbortController();
  for (const name of names) {
    addEventListener(name, handler, { signal: listening.signal, passive: true, capture: true });
  }
  return () => listening.abort();
};
