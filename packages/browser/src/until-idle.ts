/** Waits until the page has nothing to do; Safari does not tell, so that there it is the next turn. */
export function untilIdle(): Promise<void> {
  const ask = (globalThis as Partial<Pick<Window, 'requestIdleCallback'>>).requestIdleCallback ?? setTimeout;
  return new Promise((resolve) => void ask(() => resolve()));
}
