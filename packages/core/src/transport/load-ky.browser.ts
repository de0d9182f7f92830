import ky, { type KyInstance } from 'ky';

/**
 * Has ky at hand. In a page a dynamic import would become a chunk of its own: a round trip before the first
 * call, and a call that fails when a deployment has removed the chunk meanwhile.
 */
export function loadKy(): Promise<KyInstance> {
  return Promise.resolve(ky);
}
