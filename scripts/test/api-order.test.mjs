import { expect, test } from 'vitest';
import { inFixedOrder } from '../api/in-fixed-order.mjs';

test('two reports that differ only in what the compiler met first are the same', () => {
  const one =
    'type A = "b" | "a" | undefined;\n    WON: "WON";\n    LOST: "LOST";\n  x: string;\n    LEFT: "LEFT";';
  const other =
    'type A = "a" | "b" | undefined;\n    LOST: "LOST";\n    WON: "WON";\n  x: string;\n    LEFT: "LEFT";';

  expect(inFixedOrder(one)).toBe(inFixedOrder(other));
});

test('a member more is a difference, and so is the order of anything else', () => {
  expect(inFixedOrder('type A = "a" | "b";')).not.toBe(inFixedOrder('type A = "a" | "b" | "c";'));
  expect(inFixedOrder('    b: string;\n    a: string;')).toBe('    b: string;\n    a: string;');
});
