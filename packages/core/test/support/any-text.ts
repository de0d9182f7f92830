import fc from 'fast-check';

/** Texts of all of Unicode; the library's own unit for that takes seconds to prepare. */
export const anyText: fc.Arbitrary<string> = fc.string({
  unit: fc.integer({ min: 0, max: 0x10ffff }).map((point) => String.fromCodePoint(point)),
});
