import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { drawChart } from './chart.mjs';
import { markdownTable } from './tables.mjs';

const docs = join(import.meta.dirname, '..', '..', 'docs');
const page = join(docs, 'performance.md');
const images = join(docs, 'images', 'performance');

/**
 * Puts tables and charts between their markers in docs/performance.md, `<!-- bench:<id> -->` and `<!-- /bench -->`. What was not
 * measured this time stays as it is.
 */
export async function drawPage(parts) {
  let text = readFileSync(page, 'utf8');
  mkdirSync(images, { recursive: true });
  for (const part of parts) {
    const begin = `<!-- bench:${part.id} -->`;
    const from = text.indexOf(begin);
    const to = text.indexOf('<!-- /bench -->', from);
    if (from < 0 || to < 0) {
      console.log(`SKIPPED: docs/performance.md has no place for "${part.id}"`);
      continue;
    }
    text = `${text.slice(0, from)}${begin}\n\n${content(part)}\n\n${text.slice(to)}`;
  }
  writeFileSync(page, await formatted(text));
}

function content({ id, title, table, chart, machine, measuredOn }) {
  const picture = [];
  if (chart !== undefined) {
    writeFileSync(join(images, `${id}.svg`), drawChart({ title, ...chart }));
    picture.push(`![${chart.alt ?? title}](images/performance/${id}.svg)`);
  }
  const when = measuredOn === undefined ? '' : `, ${measuredOn}`;
  const where = `_${machine.cores} × ${machine.cpu}, Node ${machine.node.slice(1)}${when}._`;
  return [...picture, markdownTable(table), where].join('\n\n');
}

/** As the repository's own formatter would write it. */
async function formatted(text) {
  const { format, resolveConfig } = createRequire(new URL('../../package.json', import.meta.url))('prettier');
  return format(text, { ...(await resolveConfig(page)), parser: 'markdown' });
}
