/**
 * Calls what somebody gave us to be told with. Neither what it throws nor what it rejects with later reaches us or ends
 * the process: there is nobody left to tell.
 */
export function callQuietly<Told extends readonly unknown[]>(
  callback: ((...told: Told) => unknown) | undefined,
  ...told: Told
): void {
  try {
    const done = callback?.(...told);
    if (typeof done === 'object' && done !== null) void Promise.resolve(done).catch(() => undefined);
  } catch {
    // As said above.
  }
}
