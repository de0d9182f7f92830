/** Says what was wrong, on runtimes that have no assertions of their own. */
export function expectEqual(found, expected) {
  const [left, right] = [found, expected].map((value) => JSON.stringify(value));
  if (left !== right) throw new Error(`found ${left}, expected ${right}`);
}

/** Expects a refusal of this code; anything else, and no refusal at all, is an error. */
export async function expectRefusal(run, code) {
  const error = await Promise.resolve()
    .then(run)
    .then(
      () => new Error('nothing was refused'),
      (reason) => reason,
    );
  if (error?.code !== code)
    throw new Error(`refused with ${error?.code ?? String(error)}, expected ${code}`, { cause: error });
}
