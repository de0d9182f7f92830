import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sections } from '../../docs/.vitepress/pages.mjs';
import { docs } from '../../docs/.vitepress/read-page.mjs';
import { codeBlocks } from '../docs/code-blocks.mjs';

const pages = sections.flatMap((section) => section.pages);
const read = (page) => readFileSync(join(docs, page), 'utf8');

test('N14: the index for machines names every page, with what it is about, and each as Markdown that is there', () => {
  const lines = read('public/llms.txt').matchAll(/^- \[(.+)\]\(\/(.+\.md)\): (.+)$/gm);
  const indexed = [...lines].map(([, title, page, summary]) => ({ title, page, summary }));

  expect(indexed.map(({ page }) => page)).toEqual(pages);
  expect(pages.filter((page) => !existsSync(join(docs, page)))).toEqual([]);
  expect(indexed.filter(({ title, page }) => !read(page).includes(`# ${title}\n`))).toEqual([]);
});

// What is in their code blocks compiles: that is a step of its own.
test.each(['authentication', 'privacy', 'bot-protection'])(
  'N15: the guide %s is in the menu, shows code, and leads on',
  (name) => {
    const page = `guides/${name}.md`;
    const text = read(page);

    expect(pages).toContain(page);
    expect(codeBlocks(text, page).length).toBeGreaterThan(0);
    expect(text).toMatch(/\]\((\.\.\/)?[\w/-]+\.md/);
  },
);

test('A4: the guide to keys says what a publishable key can and cannot do', () => {
  const table = read('guides/secrets.md').match(/^\|.*\|$/gm) ?? [];
  const column = table.map((row) => row.split('|').slice(1, 3));
  const said = new Map(column.map(([what, publishable]) => [what.trim(), publishable.trim()]));

  expect(said.get('')).toContain('Publishable key');
  expect(said.get('belongs into')).toContain('your page');
  expect(said.get('can')).toBeTruthy();
  expect(said.get('cannot')).toBeTruthy();
});
