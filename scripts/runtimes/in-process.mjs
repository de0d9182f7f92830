// Runs the suite in Node, Deno or Bun; what the platform gave out stands in the file that is named.
import { readFileSync } from 'node:fs';
import { runSuite } from './suite/run.mjs';

const { passed, failures } = await runSuite(JSON.parse(readFileSync(process.argv[2], 'utf8')));
for (const failure of failures) console.error(failure);
const [name, version] = globalThis.Deno
  ? ['Deno', globalThis.Deno.version.deno]
  : globalThis.Bun
    ? ['Bun', globalThis.Bun.version]
    : ['Node', process.versions.node];
console.log(`${name} ${version}: ${passed} checks passed, ${failures.length} failed`);
if (failures.length > 0) process.exitCode = 1;
