import { membersOf } from '../openapi/parameters.mjs';
import { bounds, shapeText } from './shape-text.mjs';
import { typeLink } from './type-sections.mjs';
import { howSure, mayRepeat, table, whoMayCall } from './words.mjs';

/** Writes what there is to know of one operation, and notes the schemas that it refers to. */
export function operationSection(row, { write, note, ownCodes }) {
  const shape = (schema) => {
    const json = write(schema);
    note(json);
    return json;
  };
  return [
    `### ${row.id}`,
    row.summary,
    row.description,
    `\`${row.method} ${row.path}\``,
    facts(row),
    parameters(row, shape),
    row.body && `**Body** ${shapeOf(shape(row.body))}`,
    answer(row, shape),
    refusals(ownCodes(row)),
  ].filter((part) => part !== undefined);
}

function answer({ response, events }, shape) {
  if (events !== undefined)
    return `**Answer** a stream of events (\`text/event-stream\`), each a ${shapeOf(shape(events))}`;
  return response ? `**Answer** ${shapeOf(shape(response))}` : '**Answer** none (204)';
}

function facts(row) {
  return [
    `- Called with: ${whoMayCall(row)}`,
    `- Repeated: ${mayRepeat(row)}`,
    `- ${howSure(row).replace(/^./, (letter) => letter.toUpperCase())}`,
  ].join('\n');
}

function parameters({ params, query }, shape) {
  const rows = [
    ...membersOf(params, shape).map(([name, { schema }]) =>
      parameter(name, { schema, where: 'path', isRequired: true }),
    ),
    ...membersOf(query, shape).map(([name, member]) => parameter(name, { ...member, where: 'query' })),
  ];
  return rows.length === 0 ? undefined : table(['Parameter', 'In', 'Type', ''], rows);
}

function parameter(name, { schema, where, isRequired }) {
  const said = [isRequired ? '' : 'optional', bounds(schema)].filter((text) => text !== '');
  return [`\`${name}\``, where, typeLink(schema), said.join('; ')];
}

function shapeOf(json) {
  if (json.$ref !== undefined || json.type !== 'object') return typeLink(json);
  const page = json.properties?.pageInfo && json.properties.data;
  if (page) return `a page of ${typeLink(page.items)}, with [\`PageInfo\`](#type-pageinfo)`;
  return `\n\n\`\`\`typescript\n${shapeText(json)}\n\`\`\``;
}

function refusals(codes) {
  if (codes.length === 0) return '**Refused** with what [any call](errors.md) may be refused with';
  const list = codes.map(({ code, status }) => `\`${code}\` (${status})`).join(', ');
  return `**Refused** with ${list}, and with what [any call](errors.md) may be refused with`;
}
