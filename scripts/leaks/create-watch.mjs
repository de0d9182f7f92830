import { inspect } from 'node:util';
import { leaksIn } from './leaks-in.mjs';
import { isToldOnPurpose } from './told-on-purpose.mjs';

/** An error may still be under construction when it is put in, so things are written out some time later. */
const most = 50;

/**
 * Collects what is put out while tests run, writes it out in every way in which somebody might print it, and finds the secrets in it.
 *
 * @returns {{ put(outlet: string, value: unknown): void, keep(secret: unknown): void, watchTracer(options: object): object,
 *   take(): string[], counts(): Record<string, number> }}
 */
export function createWatch() {
  const known = new Set();
  const waiting = [];
  const seen = new Map();
  const found = [];
  const scan = () => {
    for (const { outlet, value } of waiting.splice(0)) {
      for (const { kind, match, shown } of leaksIn(writtenOut(value), { known }))
        if (!isToldOnPurpose(match, outlet)) found.push(`${outlet}: ${kind}, ${shown}`);
    }
  };
  const put = (outlet, value) => {
    seen.set(outlet, (seen.get(outlet) ?? 0) + 1);
    if (waiting.length >= most) scan();
    waiting.push({ outlet, value });
  };
  return {
    put,
    keep: (secret) => void (typeof secret === 'string' && secret.length >= 16 && known.add(secret)),
    watchTracer: (options) => ({ ...options, tracer: watched(options.tracer, put) }),
    take() {
      scan();
      return [...new Set(found.splice(0))];
    },
    counts: () => Object.fromEntries(seen),
  };
}

/** As a console, a template, JSON and a stack show it. */
function writtenOut(value) {
  if (typeof value === 'string') return value;
  const stack = value instanceof Error ? value.stack : '';
  return [stack, inspect(value, { depth: 12, showHidden: true, maxStringLength: null }), json(value)].join(
    '\n',
  );
}

function json(value) {
  try {
    return JSON.stringify(value, (_, entry) => (typeof entry === 'bigint' ? String(entry) : entry)) ?? '';
  } catch {
    return ''; // a circle; `inspect` has written it out
  }
}

/** A tracer or a span that does as ever, and whose arguments are put out. */
function watched(target, put) {
  return new Proxy(target, {
    get(from, name) {
      const method = Reflect.get(from, name);
      if (typeof method !== 'function') return method;
      return (...args) => {
        put('a span', args.slice(0, 2));
        const result = method.apply(from, args);
        return name === 'startSpan' ? watched(result, put) : result;
      };
    },
  });
}
