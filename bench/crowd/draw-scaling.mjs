import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { markdownTable } from '../lib/tables.mjs';
import { drawPanels } from './draw-panels.mjs';
import { tables } from './tables.mjs';

const docs = join(import.meta.dirname, '..', '..', 'docs');
const page = join(docs, 'scaling.md');
const images = join(docs, 'images', 'scaling');

/** Draws the charts, and puts the tables between their markers in docs/scaling.md: `<!-- crowd:<id> -->` and `<!-- /crowd -->`. */
export async function drawScaling(figures) {
  mkdirSync(images, { recursive: true });
  for (const [name, chart] of Object.entries(charts(figures)))
    writeFileSync(join(images, `${name}.svg`), drawPanels(chart));
  let text = readFileSync(page, 'utf8');
  for (const { id, table } of tables(figures)) {
    const begin = `<!-- crowd:${id} -->`;
    const from = text.indexOf(begin);
    const to = text.indexOf('<!-- /crowd -->', from);
    if (from < 0 || to < 0) throw new Error(`docs/scaling.md has no place for "${id}".`);
    text = `${text.slice(0, from)}${begin}\n\n${markdownTable(table)}\n\n${text.slice(to)}`;
  }
  writeFileSync(page, await format(text, { ...(await resolveConfig(page)), parser: 'markdown' }));
}

function charts({ tokens, polling, shoppers }) {
  const crowd = `${shoppers.toLocaleString('en')} shoppers`;
  return {
    calm: {
      title: 'Refreshes a second on a calm day',
      note: `${crowd}, tokens of an hour; the dashed line are sign-ins`,
      unit: 'means of 10 s',
      panels: tokens.map(({ name, series }) => ({ name, values: series.calm, behind: series.signIns })),
      labels: ['0', '30', '60', '90', '120', '150 min'],
    },
    outage: {
      title: 'Refreshes a second around an outage of a minute',
      note: `${crowd}; each policy is hit in its own busiest minute`,
      unit: 'means of 2 s',
      panels: tokens.map(({ name, series }) => ({
        name,
        values: series.outage,
        shade: [120 / 420, 180 / 420],
      })),
      labels: ['−2', '−1', '0', '1', '2', '3', '4', '5 min'],
    },
    polling: {
      title: 'Requests a second of pages that wait in line',
      note: `${crowd}, scaled up from a sample; it opens after 10 minutes, the outage is at 35`,
      unit: 'means of 5 s',
      panels: polling.map(({ name, series }) => ({ name, values: series, shade: [35 / 60, 36 / 60] })),
      labels: ['0', '10', '20', '30', '40', '50', '60 min'],
    },
  };
}
