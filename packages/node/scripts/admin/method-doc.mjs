import { exampleOf } from './example.mjs';
import { throwsLines } from './throws-lines.mjs';

const stabilities = {
  published: [],
  inferred: ['The platform has this call; its exact shape is our reading of what is documented.'],
  extension: ['An addition of this SDK and its mock platform; a hosted platform may not have it yet.'],
};

/** The parts of a method's doc comment. */
export async function methodDoc(method, { refusalCodes, facts }) {
  const { row } = method;
  return [
    row.summary,
    ...(row.description === undefined ? [] : [row.description]),
    ...stabilities[row.stability],
    [''],
    ...throwsLines(refusalCodes(row), facts),
    '@example',
    await exampleOf(method),
  ];
}
