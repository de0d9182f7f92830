import { byId } from './by-id.js';

/**
 * Asks the control surface for something, and says so where it did not work.
 *
 * @param {string} method
 * @param {string} path below `/__mock/`
 * @param {unknown} [body]
 */
export async function control(method, path, body) {
  const json = body === undefined ? {} : { body: JSON.stringify(body) };
  const trouble = byId('trouble');
  try {
    const answer = await fetch(`/__mock/${path}`, { method, ...json });
    trouble.textContent = answer.ok ? '' : `The mock answered ${answer.status} to ${method} ${path}.`;
  } catch {
    trouble.textContent = 'The mock cannot be reached.';
  }
}
