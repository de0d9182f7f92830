// Writes docs/public/llms.txt, the index of the documentation for machines, from the table of pages. With --check it fails where that is out of
// date, where a page is missing from the table, or where the table names one that is not there.
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sections } from '../docs/.vitepress/pages.mjs';
import { docs, readPage } from '../docs/.vitepress/read-page.mjs';

const file = join(docs, 'public', 'llms.txt');
const listed = sections.flatMap(({ pages }) => pages);
const there = globSync('{*,start/*,concepts/*,guides/*,reference/*}.md', { cwd: docs })
  .map((page) => page.replaceAll('\\', '/'))
  .filter((page) => page !== 'index.md');
const problems = [
  ...listed
    .filter((page) => !existsSync(join(docs, page)))
    .map((page) => `docs/${page} is listed and not there`),
  ...there
    .filter((page) => !listed.includes(page))
    .map((page) => `docs/${page} is in no section of pages.mjs`),
];
const text = problems.length > 0 ? '' : index();

if (!process.argv.includes('--check') && problems.length === 0) writeFileSync(file, text);
else if (problems.length === 0 && readFileSync(file, 'utf8') !== text)
  problems.push('docs/public/llms.txt is out of date: run node scripts/make-llms.mjs');
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;

function index() {
  const parts = sections.map(({ title, pages }) => {
    const lines = pages
      .map(readPage)
      .map(({ page, title: name, summary }) => `- [${name}](/${page}): ${summary}`);
    return [`## ${title}`, '', ...lines, ''].join('\n');
  });
  return [
    '# Fanfare',
    '',
    '> Client SDKs for fair access to scarce things: queues, draws, auctions, timed releases, appointments and waitlists. `@fanfare/browser` and `@fanfare/react` for pages, `@fanfare/node` for backends, `@fanfare/mock` for the platform on a laptop, `@fanfare/cli` for the command line.',
    '',
    'Every page below is Markdown at the address that is given, and HTML without the `.md`.',
    '',
    ...parts,
  ].join('\n');
}
