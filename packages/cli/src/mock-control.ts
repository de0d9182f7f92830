import type { OptionFact, Run } from './command.js';
import { printable } from './terminal/printable.js';
import { UsageError } from './usage-error.js';

/** The option that says which mock is meant. */
export const mockUrlOption: { readonly 'mock-url': OptionFact } = {
  'mock-url': {
    type: 'string',
    value: 'url',
    says: 'where the mock is (default FANFARE_URL, or http://127.0.0.1:4800)',
  },
};

/** The controls of a running mock, below `/__mock`. */
export interface MockControl {
  readonly url: string;
  ask(method: string, path: string, body?: unknown): Promise<unknown>;
}

/**
 * Reaches the mock that the options or the environment name.
 *
 * @throws UsageError where the address is no address
 */
export function mockControl({ typed, env, fetch, signal }: Run): MockControl {
  const given = typed.text('mock-url') ?? env['FANFARE_URL'] ?? '';
  const url = (given === '' ? 'http://127.0.0.1:4800' : given).replace(/\/+$/, '');
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new UsageError(
      `--mock-url, or FANFARE_URL, must be an address such as http://127.0.0.1:4800; got ${JSON.stringify(printable(url, 80))}.`,
    );
  }
  return {
    url,
    async ask(method, path, body) {
      const answer = await fetch(`${url}/__mock${path}`, {
        method,
        redirect: 'error',
        signal,
        ...(body !== undefined && {
          body: JSON.stringify(body),
          headers: { 'content-type': 'application/json' },
        }),
      }).catch((cause: unknown) => {
        if (signal.aborted) throw cause;
        throw new Error(`No mock answers at ${url}. Start one with: fanfare mock`, { cause });
      });
      const text = await answer.text();
      const value = text === '' ? undefined : parse(text);
      if (answer.ok && value !== notJson) return value;
      throw new Error(refusal({ url, status: answer.status, value }));
    },
  };
}

const notJson = Symbol('not JSON');

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return notJson;
  }
}

function refusal(answer: { readonly url: string; readonly status: number; readonly value: unknown }): string {
  const { url, status, value } = answer;
  const { message } = (typeof value === 'object' && value !== null ? value : {}) as { message?: unknown };
  return typeof message === 'string'
    ? printable(message)
    : `What answers at ${url} is no mock (HTTP ${status}). Start one with: fanfare mock`;
}
