import type { KyInstance } from 'ky';

/** Loads ky on first use, so that importing the SDK on a server costs nothing. */
export async function loadKy(): Promise<KyInstance> {
  return (await import('ky')).default;
}
