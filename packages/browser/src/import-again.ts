// What Chromium says, and Firefox; Safari asks the server again by itself.
const failed = /dynamically imported module: (https?:\/\/\S+)$/;

/**
 * Imports once more what could not be imported. Chromium remembers a failed import for as long as the page lives (HTML
 * §8.1.4.2 keeps it in the module map), so it is asked for under an address that is different and means the same.
 *
 * @param cause - What the import failed with.
 * @param count - Makes the address; another one for every try.
 * @throws `cause`, where it does not tell the address
 */
export async function importAgain<Module>(cause: unknown, count: number): Promise<Module> {
  const address = failed.exec(cause instanceof Error ? cause.message : '')?.[1];
  if (address === undefined) throw cause;
  const url = new URL(address);
  url.searchParams.set('again', String(count));
  return (await import(/* webpackIgnore: true */ /* @vite-ignore */ url.href)) as Module; // the same file
}
