import { readMethod } from './read-method.mjs';
import { renderComment } from './render-comment.mjs';
import { methodDoc } from './method-doc.mjs';
import { renderImports } from './render-imports.mjs';

/** Writes the file of a group: what its methods look like, and the calls that they make. */
export async function renderGroup(group, contract) {
  const methods = group.rows.map((row) => readMethod(row, contract.typeNames));
  const signatures = await Promise.all(
    methods.map(
      async (method) => `${renderComment(await methodDoc(method, contract))}\n${signature(method)}`,
    ),
  );
  const children = group.children.map(
    ({ description, member, type }) => `${renderComment([description])}\nreadonly ${member}: ${type};`,
  );
  return `
${renderImports(group, { methods, typeNames: contract.typeNames })}

${renderComment([group.description])}
export interface ${group.type} {
${[...signatures, ...children].join('\n')}
}

/** Creates the resource. */
export function ${group.create}(operate: Operate): ${group.type} {
  return {
${[...methods.map(implementation), ...group.children.map(({ member, create }) => `${member}: ${create}(operate),`)].join('\n')}
  };
}
`;
}

function signature({ name, ids, input, options, answer }) {
  const parameters = [
    ...idParameter(ids),
    ...(input === undefined ? [] : [`${input.kind}${input.isOptional ? '?' : ''}: ${input.type.text}`]),
    `options?: ${options}`,
  ];
  const wrapper = answer.kind === 'pages' ? 'Pages' : 'Promise';
  return `${name}(${parameters.join(', ')}): ${wrapper}<${answer.type.text}>;`;
}

function idParameter(ids) {
  if (ids.length < 2) return ids.map(({ name, type }) => `${name}: ${type.text}`);
  return [`ids: { ${ids.map(({ name, type }) => `readonly ${name}: ${type.text}`).join('; ')} }`];
}

function implementation({ row, name, ids, input, answer }) {
  const parameters = [
    ...(ids.length < 2 ? ids.map(({ name: id }) => id) : ['ids']),
    ...(input === undefined ? [] : [input.kind]),
    'options',
  ];
  const members = [
    ...(ids.length === 0 ? [] : [ids.length === 1 ? `params: { ${ids[0].name} }` : 'params: ids']),
    ...(input === undefined ? [] : [input.kind]),
    'options',
  ].join(', ');
  const call =
    answer.kind !== 'pages'
      ? `operate('${row.id}', { ${members} })`
      : answer.items === undefined
        ? `pagesOf(operate, { id: '${row.id}', ${members} })`
        : `numberedPagesOf(operate, { id: '${row.id}', items: '${answer.items}', ${members} })`;
  return `${name}: (${parameters.join(', ')}) => ${call},`;
}
