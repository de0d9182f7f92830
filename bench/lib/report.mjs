import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
// What a quick run writes must not pass for a measurement.
const folder = process.env.FANFARE_BENCH_REPORTS ?? 'reports';

/** Writes what was measured, on what, and when. */
export function report(name, figures) {
  const machine = { node: process.version, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length };
  const measuredOn = new Date().toISOString().slice(0, 10);
  mkdirSync(join(root, folder), { recursive: true });
  const file = join(root, folder, `bench-${name}.json`);
  writeFileSync(file, `${JSON.stringify({ name, machine, measuredOn, figures }, null, 2)}\n`);
  console.log(`\n${machine.cpu}, Node ${machine.node}; written to ${folder}/bench-${name}.json`);
}
