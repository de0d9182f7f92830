import axe from 'axe-core';

// Contrast needs a real rendering; the tests in Chromium look at it.
const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } };

/** Names what an accessibility check finds wrong with an element. */
export async function findAxeProblems(element: Element): Promise<string[]> {
  const { violations } = await axe.run(element, { rules });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
