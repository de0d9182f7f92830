// Protects: "no credential is ever committed". Reads every tracked file, or with --history every line that any commit ever
// added. `--repo <directory>` looks at another repository.
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { secretsIn } from './secrets/secret-forms.mjs';
import { root } from './steps/suites.mjs';

const at = process.argv.indexOf('--repo');
const repo = at < 0 ? root : process.argv[at + 1];
const found = process.argv.includes('--history') ? await inHistory() : inTree();
for (const { where, kind, shown, digest } of found)
  console.error(`${where}: ${kind} (${shown}, ${digest}). Take it out, and roll it.`);
process.exitCode = found.length > 0 ? 1 : 0;

function inTree() {
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: repo, encoding: 'utf8', maxBuffer: 1 << 26 });
  return files
    .split('\0')
    .filter((file) => file !== '')
    .flatMap((file) =>
      secretsIn(read(file)).map(({ line, ...secret }) => ({ where: `${file}:${line}`, ...secret })),
    );
}

// A file that was deleted and not yet committed is still listed.
function read(file) {
  try {
    return readFileSync(join(repo, file), 'latin1');
  } catch {
    return '';
  }
}

/** A private key spans lines, so the added lines of a commit are looked at together. */
async function inHistory() {
  const args = ['log', '--all', '--no-color', '--no-textconv', '-p', '--unified=0', '--format=commit %H'];
  const git = spawn('git', args, { cwd: repo, stdio: ['ignore', 'pipe', 'inherit'] });
  const found = [];
  let commit = '';
  let added = [];
  const look = () => {
    for (const secret of secretsIn(added.join('\n'))) found.push({ where: commit, ...secret });
    added = [];
  };
  for await (const line of createInterface({ input: git.stdout, crlfDelay: Infinity })) {
    if (line.startsWith('commit ')) {
      look();
      commit = line.slice('commit '.length);
    } else if (line.startsWith('+') && !line.startsWith('+++ ')) added.push(line.slice(1));
  }
  look();
  return found;
}
