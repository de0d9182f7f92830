import { expect, test } from 'vitest';
import { anchorsIn, linksIn } from '../docs/links.mjs';

test('finds links in prose, and none in code or to other hosts', () => {
  const text =
    'See [it](a.md#b),\nnot `[c](d.md)` nor\n```\n[e](f.md)\n```\n[g](https://h.example) <img src="i.png">';

  expect(linksIn(text)).toEqual([
    { target: 'a.md#b', line: 1 },
    { target: 'i.png', line: 6 },
  ]);
});

test('makes anchors as code hosts do', () => {
  const text =
    '# The `audit` log\n## What goes wrong?\n## What goes wrong?\n<a id="here"></a>\n```\n# no heading\n```';

  expect([...anchorsIn(text)]).toEqual(['the-audit-log', 'what-goes-wrong', 'what-goes-wrong-1', 'here']);
});
