// Runs inside the consumer project: loads every entry of every installed package, both ways.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const read = (file) => JSON.parse(readFileSync(file, 'utf8'));

const { dependencies } = read('package.json');
const packages = Object.keys(dependencies).filter((name) => name.startsWith('@fanfare/'));
const entries = packages.flatMap((name) =>
  Object.keys(read(`node_modules/${name}/package.json`).exports).map((path) => name + path.slice(1)),
);

for (const entry of entries) {
  const required = require(entry);
  if (entry.endsWith('.json')) continue;
  const imported = await import(entry);
  // One copy either way: an error class must be the same class for both kinds of callers.
  const differing = Object.keys(imported).find((name) => imported[name] !== required[name]);
  if (differing) throw new Error(`${entry}: ${differing} differs between import and require`);
}
console.log(`Node ${process.versions.node}: ${entries.length} entries`);
