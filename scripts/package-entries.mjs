const SOURCE = '@fanfare/source';

/** Pairs what a package publishes with the source it is built from: `{ 'queues/index': 'src/queues/index.ts' }`. */
export function packageEntries({ exports = {}, imports = {}, bin = {} }) {
  const commands = Object.values(typeof bin === 'string' ? { bin } : bin);
  const built = commands.map((file) => [outputName(file), `src/${outputName(file)}.ts`]);
  return Object.fromEntries([...built, ...conditionalSources(exports), ...conditionalSources(imports)]);
}

// Conditions may be nested: a subpath, then perhaps `workerd` or `node`, then the source beside its output.
function conditionalSources(node) {
  if (typeof node !== 'object' || node === null) return [];
  const { [SOURCE]: source, ...outputs } = node;
  return source === undefined ? Object.values(outputs).flatMap(conditionalSources) : pair(source, outputs);
}

function pair(source, output) {
  if (typeof source === 'object')
    return Object.keys(source).flatMap((name) => pair(source[name], output[name]));
  const file = typeof output === 'string' ? output : output.default;
  return [[outputName(file), source.replace('./', '')]];
}

const outputName = (file) => file.replace(/^(\.\/)?dist\//, '').replace(/\.js$/, '');
