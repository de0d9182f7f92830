/** Imports what sends calls and keeps the session. */
export function importEngine(): Promise<typeof import('./engine.js')> {
  return import('./engine.js');
}
