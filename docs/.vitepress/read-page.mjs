import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the documentation. */
export const docs = join(dirname(fileURLToPath(import.meta.url)), '..');

/** A page's title, and the first sentence of its text without marks of Markdown. */
export function readPage(page) {
  const text = readFileSync(join(docs, page), 'utf8').replaceAll('\r\n', '\n');
  const title = /^# (.+)$/m.exec(text)?.[1] ?? page;
  const paragraph = text
    .slice(text.indexOf('\n', text.indexOf('# ')))
    .split(/\n{2,}/)
    .map((block) => block.trim())
    .find((block) => /^[A-Za-z`[*_]/.test(block));
  const plain = (paragraph ?? '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\[([^\]]+)\]\([^)]+\)/g, '$1')
    .replaceAll(/[*_`]/g, '');
  return { page, title, summary: /^.*?[.:?!](?=\s|$)/.exec(plain)?.[0].replace(/:$/, '.') ?? plain };
}
