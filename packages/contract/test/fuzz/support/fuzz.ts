import fc from 'fast-check';

const seconds = Number(process.env['FANFARE_FUZZ_SECONDS'] ?? 0);
const givenSeed = process.env['FANFARE_FUZZ_SEED'];
const few = 300;

/** How long a test that fuzzes may take, in milliseconds. */
export const fuzzTimeoutMs = seconds * 1_000 + 30_000;

/**
 * Runs a property a few hundred times, or for as many seconds as `FANFARE_FUZZ_SECONDS` says. Says its seed, so that
 * `FANFARE_FUZZ_SEED` replays what failed.
 */
export async function fuzz(property: fc.IRawProperty<unknown>): Promise<void> {
  const seed = givenSeed === undefined ? Date.now() % 2 ** 31 : Number(givenSeed);
  const forLong = { numRuns: 1_000_000_000, interruptAfterTimeLimit: seconds * 1_000 };
  if (seconds > 0) console.info(`FANFARE_FUZZ_SEED=${seed}`);
  const details = await fc.check(property, { seed, ...(seconds > 0 ? forLong : { numRuns: few }) });
  if (!details.failed) return;
  const report = `FANFARE_FUZZ_SEED=${seed}\n${fc.defaultReportMessage(details) ?? ''}`;
  throw new Error(`${report}\n${String(details.errorInstance)}`, { cause: details.errorInstance });
}

/** Texts that are nearly what a parser reads: pieces of its grammar in any order, and a few of anything else. */
export function nearly(pieces: readonly string[], { maxLength = 24 } = {}): fc.Arbitrary<string> {
  const piece = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...pieces) },
    { weight: 1, arbitrary: fc.string({ maxLength: 4, unit: 'binary' }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('\0', '\r\n', '\u2028', 'é', '\ud800', '9'.repeat(400), ' '.repeat(200)),
    },
  );
  return fc.array(piece, { maxLength }).map((parts) => parts.join(''));
}

/** Texts one or a few changes away from a good one. */
export function spoiled(good: string): fc.Arbitrary<string> {
  const at = fc.nat(good.length);
  const change = fc.oneof(
    fc.record({ at, drop: fc.integer({ min: 1, max: 8 }), put: fc.constant('') }),
    fc.record({ at, drop: fc.constant(1), put: fc.string({ minLength: 1, maxLength: 2 }) }),
    fc.record({
      at,
      drop: fc.constant(0),
      put: fc.oneof(fc.string({ maxLength: 3 }), fc.constant(good.slice(0, 40))),
    }),
  );
  return fc
    .array(change, { minLength: 1, maxLength: 3 })
    .map((changes) =>
      changes.reduce(
        (text, { at: from, drop, put }) => text.slice(0, from) + put + text.slice(from + drop),
        good,
      ),
    );
}
