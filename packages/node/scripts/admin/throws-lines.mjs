import { errorFromAnswer } from './load-core.mjs';

// What the SDK itself refuses, before anything is sent.
const own = { RequestError: ['invalid_request'] };

/** Writes what a method throws, by class; the codes about signatures are one word, for nobody handles them one by one. */
export function throwsLines(codes, { serverErrors }) {
  const byClass = new Map(Object.entries(own).map(([name, list]) => [name, [...list]]));
  const inOrder = [...codes].sort((a, b) => serverErrors[a].status - serverErrors[b].status);
  for (const code of inOrder) {
    const { name } = errorFromAnswer(
      { code, message: '', ...serverErrors[code] },
      { operation: '', attempts: 1 },
    );
    byClass.set(name, [...(byClass.get(name) ?? []), shortened(code)]);
  }
  return [...byClass].map(
    ([name, list]) => `@throws ${name} ${[...new Set(list)].map((code) => `\`${code}\``).join(', ')}`,
  );
}

function shortened(code) {
  return code.startsWith('signature_') ? 'signature_…' : code;
}
