// Protects: "nothing public changes unnoticed": the reports in packages/*/api say what every entry exports, and a difference is the first
// thing to read in a review. Needs a build. `--fix` writes them; names of packages look at those only.
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { reportApi } from './api/report-api.mjs';
import { root } from './steps/suites.mjs';

const fix = process.argv.includes('--fix');
const named = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const packages = globSync('packages/*/package.json', { cwd: root })
  .map((file) => basename(dirname(file)))
  .filter((name) => named.length === 0 || named.includes(name));

for (const name of packages) {
  const folder = join(root, 'packages', name, 'api');
  const reports = reportApi(join(root, 'packages', name));
  if (fix) write(folder, reports);
  for (const problem of fix ? [] : differences(folder, reports)) {
    console.error(
      `packages/${name}/api/${problem}; if it is meant, run node scripts/check-api.mjs --fix ${name}`,
    );
    process.exitCode = 1;
  }
}

function write(folder, reports) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of reports) writeFileSync(join(folder, file), text);
}

function differences(folder, reports) {
  const written = existsSync(folder) ? globSync('*.api.md', { cwd: folder }) : [];
  return [
    ...written.filter((file) => !reports.has(file)).map((file) => `${file} is of an entry that is gone`),
    ...[...reports].filter(([file]) => !written.includes(file)).map(([file]) => `${file} is missing`),
    ...[...reports]
      .filter(([file, text]) => written.includes(file) && readFileSync(join(folder, file), 'utf8') !== text)
      .map(([file]) => `${file} differs from what is exported`),
  ];
}
