/**
 * What a method looks like, told by its row. Ids come first, by themselves where there is one and as an object where
 * there are more; then the body or the query, then the options. Of an answer in numbered pages, `answer.items` names
 * the list.
 */
export function readMethod(row, typeNames) {
  const ids = idsOf(row, typeNames);
  const input = inputOf(row, typeNames);
  const options = row.method === 'GET' ? 'CallOptions' : 'UnsafeCallOptions';
  return {
    row,
    name: row.id.slice(row.id.lastIndexOf('.') + 1),
    ids,
    input,
    options,
    answer: answerOf(row, typeNames),
  };
}

function idsOf({ params, path }, typeNames) {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    type: typeNames.ofParam(params, name),
  }));
}

function inputOf({ id, body, query }, typeNames) {
  if (body !== undefined && query !== undefined) {
    throw new Error(`${id}: it has a body and a query, and a method has a place for one of them.`);
  }
  const schema = body ?? query;
  if (schema === undefined) return undefined;
  return {
    kind: body === undefined ? 'query' : 'body',
    type: typeNames.ofSchema(schema, id),
    isOptional: schema.safeParse(body === undefined ? {} : undefined).success,
  };
}

function answerOf({ id, response }, typeNames) {
  if (response === undefined) return { kind: 'nothing', type: { text: 'void', used: [] } };
  const { type, shape, element } = response._zod.def;
  if (type === 'object' && 'data' in shape && 'pageInfo' in shape) {
    return { kind: 'pages', type: typeNames.ofSchema(shape.data._zod.def.element, id) };
  }
  const numbered = type === 'object' && 'pagination' in shape ? listsOf(shape) : [];
  if (numbered.length === 1) {
    const [[items, list]] = numbered;
    return { kind: 'pages', items, type: typeNames.ofSchema(list._zod.def.element, id) };
  }
  if (type === 'array' && element !== undefined)
    return { kind: 'list', type: typeNames.ofSchema(response, id) };
  return { kind: 'value', type: typeNames.ofSchema(response, id) };
}

function listsOf(shape) {
  return Object.entries(shape).filter(([, { _zod }]) => _zod.def.type === 'array');
}
