import { alphabetical } from './alphabetical.mjs';

/** Writes the imports of a group's file. */
export function renderImports(group, { methods, typeNames }) {
  const lists = methods.filter(({ answer }) => answer.kind === 'pages');
  const hasNumbered = lists.some(({ answer }) => answer.items !== undefined);
  const hasPlain = lists.some(({ answer }) => answer.items === undefined);
  const options = alphabetical(methods.map(({ options }) => options));
  return [
    ...contractImports(usedTypes(methods), typeNames),
    ...(lists.length > 0 ? ["import type { Pages } from '@fanfare/core/base';"] : []),
    `import type { ${options.join(', ')} } from '../resources/call-options.js';`,
    ...(hasNumbered ? ["import { numberedPagesOf } from '../resources/numbered-pages-of.js';"] : []),
    "import type { Operate } from '../resources/operate.js';",
    ...(hasPlain ? ["import { pagesOf } from '../resources/pages-of.js';"] : []),
    ...group.children.map(
      ({ create, type, file }) => `import { ${create}, type ${type} } from './${file}.js';`,
    ),
  ].join('\n');
}

/** The types of the contract that signatures name, in alphabetical order. */
export function usedTypes(methods) {
  const types = methods.flatMap(({ ids, input, answer }) => [
    ...ids.flatMap(({ type }) => type.used),
    ...(input?.type.used ?? []),
    ...answer.type.used,
  ]);
  return alphabetical(types);
}

/** Writes one statement for each entry of the contract that types come from. */
export function contractImports(types, typeNames, keyword = 'import type') {
  return ['@fanfare/contract', '@fanfare/contract/admin'].flatMap((entry) => {
    const names = types.filter((name) => typeNames.source(name) === entry);
    return names.length === 0 ? [] : [`${keyword} { ${names.join(', ')} } from '${entry}';`];
  });
}
