// Protects: "canary secrets placed in every input are found nowhere in any output of the whole test run". Set-up of the tests: looks at
// all that they and the sources under test print, log, throw and trace, and fails the test in which a secret is among it.
import { ChildProcess } from 'node:child_process';
import { format } from 'node:util';
import { afterAll, afterEach, vi } from 'vitest';
import { createWatch } from './create-watch.mjs';
import { isBundler } from './told-on-purpose.mjs';

const methods = ['debug', 'dir', 'error', 'info', 'log', 'table', 'trace', 'warn'];

// Test files of one worker share their globals, so this is done once.
if (globalThis.fanfareLeaks === undefined) {
  globalThis.fanfareLeaks = createWatch();
  tap(ChildProcess.prototype, 'spawn', { after: tapChild });
  for (const name of ['stdout', 'stderr']) tap(process[name], 'write', { outlet: name });
}
const watch = globalThis.fanfareLeaks;
for (const name of methods) if (!console[name].isTapped) tap(console, name, { outlet: `console.${name}` });

watch.look = () => {
  // What a test keeps from being printed is told to the console all the same.
  for (const name of methods)
    if (vi.isMockFunction(console[name]))
      for (const args of console[name].mock.calls) watch.put(`console.${name}`, format(...args));
  return watch.take();
};

afterEach(refuseLeaks);
afterAll(refuseLeaks);

function refuseLeaks() {
  const leaks = watch.look();
  if (leaks.length > 0) throw new Error(`Secrets were put out:\n${leaks.join('\n')}`);
}

/** Reads along with a method. */
function tap(target, name, { outlet, after }) {
  const method = target[name];
  target[name] = Object.assign(
    function tapped(...args) {
      if (outlet !== undefined)
        watch.put(outlet, outlet.startsWith('console') ? format(...args) : String(args[0]));
      const result = method.apply(this, args);
      after?.(this);
      return result;
    },
    { isTapped: true },
  );
}

/** Reads what a process prints while whoever started it does. */
function tapChild(child) {
  if (isBundler(child.spawnfile)) return;
  for (const name of ['stdout', 'stderr']) {
    const stream = child[name];
    if (stream == null) continue;
    const { push } = stream;
    stream.push = (chunk, ...rest) => {
      if (chunk !== null) watch.put(`${name} of a process`, String(chunk));
      return push.call(stream, chunk, ...rest);
    };
  }
}
