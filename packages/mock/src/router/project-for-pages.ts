import type { Principal } from '../principal.js';

/** Who did something, which is a key or a member of the merchant's team: pages learn only that it was the merchant. */
const hands: readonly string[] = ['createdBy', 'updatedBy', 'statusOverrideBy'];
/** What a page must not know at all: whoever knows the least price bids no more than that. */
const hidden: readonly string[] = ['reservePrice'];

/** Takes out of an answer what only the merchant's servers may see, whatever entity it stands in. */
export function projectForPages(answer: unknown, { kind }: Principal): unknown {
  return kind === 'secret' ? answer : project(answer);
}

function project(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(project);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !hidden.includes(name))
      .map(([name, member]) => [
        name,
        hands.includes(name) && member !== null ? 'merchant' : project(member),
      ]),
  );
}
