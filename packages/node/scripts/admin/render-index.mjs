import { readMethod } from './read-method.mjs';
import { contractImports, usedTypes } from './render-imports.mjs';

/** Writes the entry of the subpath: the types of all methods, and those that their signatures name. */
export function renderIndex(groups, typeNames) {
  const methods = groups.flatMap(({ rows }) => rows.map((row) => readMethod(row, typeNames)));
  return `
export type { AdminResource } from './create-admin.js';
${groups.map(({ type, file }) => `export type { ${type} } from './${file}.js';`).join('\n')}
export type { Page, PageInfo } from '@fanfare/contract';
export type { Pages, ToArrayOptions } from '@fanfare/core/base';
${contractImports(usedTypes(methods), typeNames, 'export type').join('\n')}
`;
}
