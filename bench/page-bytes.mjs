// What a page loads, of ours and of others: before anything runs, and by the first call. `--detail` lists the files.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { report } from './lib/report.mjs';
import { bundle } from './page/bundle.mjs';
import { byteEntries } from './page/byte-entries.mjs';
import { filesOfFirstCalls } from './page/first-call.mjs';

const isDetailed = process.argv.includes('--detail');
const modules = join(import.meta.dirname, 'node_modules');

const ours = [];
const figures = [];
for (const entry of byteEntries) {
  const { name, note } = entry;
  const { files, first } = await filesFor(entry);
  if (entry.call !== undefined) ours.push({ name: slug(name), files, first });
  figures.push({ name, note, version: versionOf(name), first: sizesOf(files, first) });
}
const loaded = await filesOfFirstCalls(ours).catch((error) => {
  console.log(`SKIPPED: what the first call loads. ${error.message.split('\n')[0]}`);
  return {};
});
for (const { name, files } of ours) {
  const found = figures.find((figure) => slug(figure.name) === name);
  if (loaded[name] !== undefined) found.afterCall = sizesOf(files, loaded[name]);
}
for (const { name, first, afterCall } of figures)
  console.log(
    `${name.padEnd(32)} ${first.gzip} gzip${afterCall === undefined ? '' : `, ${afterCall.gzip} after the first call`}`,
  );
report('page-bytes', figures);

async function filesFor({ name, imports, call, exports, from = name, also = '', file }) {
  if (file !== undefined)
    return { files: new Map([[file, readFileSync(join(modules, name, file), 'utf8')]]), first: [file] };
  if (imports === undefined) return bundle(`export { ${exports} } from '${from}'; ${also}`);
  return bundle(`${imports} globalThis.kept = kept; globalThis.firstCall = async (baseUrl) => ${call};`);
}

function sizesOf(files, names) {
  const sizes = { min: 0, gzip: 0, brotli: 0 };
  for (const name of names) {
    const bytes = Buffer.from(files.get(name) ?? '');
    const gzip = gzipSync(bytes, { level: 9 }).length;
    sizes.min += bytes.length;
    sizes.gzip += gzip;
    sizes.brotli += brotliCompressSync(bytes).length;
    if (isDetailed) console.log(`  ${name} ${gzip}`);
  }
  return sizes;
}

function slug(name) {
  return name.toLowerCase().replace(/[^a-z]+/g, '-');
}

function versionOf(name) {
  if (name.startsWith('Fanfare')) return undefined;
  return JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8')).version;
}
