// Runs benches: `pnpm bench` all of them, `pnpm bench webhooks signing` some. `--quick` shows only that they still run,
// `--draw` measures nothing and draws what reports/ holds, `--keep-page` leaves docs/performance.md as it is.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benches, groups } from './benches.mjs';
import { drawPage } from './lib/draw-page.mjs';
import { installTools } from './lib/install-tools.mjs';
import { textTable } from './lib/tables.mjs';
import { showGoals } from './views/goals.mjs';

const here = import.meta.dirname;
const root = join(here, '..');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    draw: { type: 'boolean', default: false },
    'keep-page': { type: 'boolean', default: false },
  },
});
const unknown = positionals.filter((name) => !groups.includes(name));
if (unknown.length > 0) stop(`There is no bench "${unknown[0]}". There are: ${groups.join(', ')}.`);
const folder = values.quick ? 'reports/quick' : 'reports';
const chosen = benches.filter(({ group }) => positionals.length === 0 || positionals.includes(group));

if (!values.draw) {
  if (!existsSync(join(root, 'packages/mock/dist/index.js'))) stop('Build the packages first: pnpm build:js');
  if (chosen.some(({ tools }) => tools)) installTools(here);
}

const shown = [];
let failed = 0;
for (const bench of chosen) {
  if (!values.draw && !measured(bench)) {
    failed += 1;
    continue;
  }
  const found = reportOf(bench.report);
  if (found === undefined) continue;
  const { machine, measuredOn, figures } = found;
  const { show } = await import(`./views/${bench.view}`);
  for (const part of show(figures)) {
    shown.push({ ...part, machine, measuredOn });
    if (!values.draw) console.log(`\n${part.title}\n\n${textTable(part.table)}`);
  }
}
if (!values.quick) {
  const goals = showGoals((name) => reportOf(name)?.figures);
  const { machine, measuredOn } = shown.at(-1) ?? {};
  if (machine !== undefined) shown.push({ ...goals, machine, measuredOn });
  console.log(`\n${goals.title}\n\n${textTable(goals.table)}`);
}
if (!values.quick && !values['keep-page']) await drawPage(shown);
process.exitCode = failed === 0 ? 0 : 1;

/** Runs one bench in a process of its own; only what it skipped is passed on of what it prints. */
function measured({ script, args, quick, report, needsGc }) {
  const started = performance.now();
  process.stdout.write(`\n${script} … `);
  rmSync(join(root, folder, `bench-${report}.json`), { force: true });
  const flags = needsGc ? ['--expose-gc'] : [];
  const { status, stdout } = spawnSync(
    process.execPath,
    [...flags, join(here, script), ...(values.quick ? quick : args)],
    {
      cwd: root,
      env: { ...process.env, FANFARE_BENCH_REPORTS: folder },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  console.log(`${Math.round((performance.now() - started) / 1000)} s`);
  for (const line of stdout.split('\n')) if (line.startsWith('SKIPPED')) console.log(line);
  if (status !== 0) console.log(`FAILED: ${script} ended with ${status}\n${stdout}`);
  return status === 0;
}

function reportOf(name) {
  const file = join(root, folder, `bench-${name}.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

function stop(reason) {
  console.error(reason);
  process.exit(2);
}
