/** Uses something of the page that may be missing, full or forbidden, as storage and channels are; `undefined` where it is. */
export function attempt<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
}
