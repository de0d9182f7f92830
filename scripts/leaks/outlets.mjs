import { relative } from 'node:path';
import { root } from '../steps/suites.mjs';

const told = (kind, value) => `globalThis.fanfareLeaks?.put(${JSON.stringify(kind)}, ${value});`;
const kept = '((secret) => (globalThis.fanfareLeaks?.keep(secret), secret))($1)';

/** Where the packages let something out, or take in a secret without a form of its own: the file, the place, and what is read there. */
const places = [
  // Every error of the SDKs, whoever catches it.
  [
    'packages/core/src/errors/fanfare-error.ts',
    /(Object\.defineProperty\(this, brand,[^;]*;)/,
    `$1 ${told('an error', 'this')}`,
  ],
  // Log lines, security events, alerts.
  [
    'packages/node/src/call-quietly.ts',
    /(\.\.\.told: Told\n\): void \{)/,
    `$1 ${told('what a callback is told', 'told')}`,
  ],
  ['packages/core/src/emitter.ts', /(emit\(name, payload\) \{)/, `$1 ${told('an event', '[name, payload]')}`],
  [
    'packages/node/src/opentelemetry/trace-calls.ts',
    /(export function traceCalls\([^{]*\{)/,
    '$1 options = globalThis.fanfareLeaks?.watchTracer(options) ?? options;',
  ],
  ['packages/node/src/secret.ts', /this\.#value = (value);/, `this.#value = ${kept};`],
  [
    'packages/node/src/sessions/session-id.ts',
    /return (toBase64Url\(crypto\.getRandomValues[^;]*);/,
    `return ${kept};`,
  ],
  [
    'packages/node/src/sealing/import-sealing-keys.ts',
    /(const bytes = readSecret\(secret\);)/,
    '$1 globalThis.fanfareLeaks?.keep(secret);',
  ],
];

/** Lets a run of tests see what the sources put out, at the places above; lines stay where they are. */
export function watchOutlets() {
  const table = new Map(places.map(([file, ...rest]) => [file, rest]));
  return {
    name: 'watch-outlets',
    enforce: 'pre',
    transform(code, id) {
      const file = relative(root, id.split('?')[0]).replaceAll('\\', '/');
      const place = table.get(file);
      if (place === undefined) return undefined;
      if (!place[0].test(code))
        throw new Error(`${file} no longer has the place where scripts/leaks/outlets.mjs looks.`);
      return { code: code.replace(...place), map: null };
    },
  };
}
