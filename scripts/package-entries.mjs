const SOURCE = '@fanfare/source';

/** Pairs what a package publishes with the source it is built from: `{ 'queues/index': 'src/queues/index.ts' }`. */
export function packageEntries({ exports = {}, bin = {} }) {
  const commands = Object.values(typeof bin === 'string' ? { bin } : bin);
  const built = commands.map((file) => [outputName(file), `src/${outputName(file)}.ts`]);
  return Object.fromEntries([...built, ...exportedSources(exports)]);
}

// Conditions may be nested: a subpath, then perhaps `workerd` or `node`, then the source and its output.
function exportedSources(node) {
  if (typeof node !== 'object' || node === null) return [];
  if (typeof node[SOURCE] === 'string') return [[outputName(node.default), node[SOURCE].replace('./', '')]];
  return Object.values(node).flatMap(exportedSources);
}

const outputName = (file) => file.replace(/^(\.\/)?dist\//, '').replace(/\.js$/, '');
