import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { root } from '../steps/suites.mjs';
import { scoreOf, stateOf } from './results.mjs';
import { GROUPS } from './targets.mjs';

const LEAST = 90;

/** What is wrong with the figures: a group below its score, a survivor that nobody explained, an explanation of nothing. */
export function judge({ results, explained }) {
  const low = Object.entries(GROUPS).flatMap(([name, { files }]) => {
    const score = scoreOf(sum(files, results));
    return score < LEAST ? [`${name}: ${score.toFixed(1)} % are noticed, less than ${LEAST}`] : [];
  });
  const open = Object.entries(results).flatMap(([file, { survivors }]) =>
    survivors
      .filter((survivor) => reasonFor(file, survivor, explained) === undefined)
      .map(({ was, became }) => `${file}: no test notices ${was} → ${became}, and nothing explains why`),
  );
  const idle = explained
    .filter((entry) => !results[entry.file]?.survivors.some((survivor) => fits(entry, survivor)))
    .map(({ file, was, became }) => `${file}: explains ${was} → ${became}, which does not survive`);
  return [...low, ...open, ...idle];
}

/** Writes docs/mutation.md anew. */
export async function writePage({ results, explained, sourceOf }) {
  const groups = Object.entries(GROUPS).flatMap(([name, { files }]) => [
    `| **${name}** | ${figures(sum(files, results))} |  |`,
    ...files.map((file) => fileRow(file, results[file], sourceOf)),
  ]);
  const survivors = Object.entries(results).flatMap(([file, result]) =>
    result.survivors.length === 0
      ? []
      : ['', `### \`${nameOf(file)}\``, '', ...reasons(file, result, explained)],
  );
  const page = [
    '# Mutation testing',
    '',
    'Written by `node scripts/check-mutation.mjs`. Stryker changes one place of a file at a time, and the unit tests are',
    'run: a change that fails a test, or makes it hang, is noticed; one that fails none survives. The score is the share',
    `that is noticed, and must be ${LEAST} % for each group. Name a group or a file to measure it again:`,
    "`node scripts/check-mutation.mjs 'webhook inbox'`. That takes seconds for each change, so it is no part of the checks.",
    '',
    'Some files of the two packages are not in the table: `scripts/mutation/targets.mjs` says which are, and which tests',
    'are asked. The score of a group is that of its files that were measured; where the source was changed since, the table',
    'says so.',
    '',
    '| File | Changes | Noticed | Score | State |',
    '| --- | --- | --- | --- | --- |',
    ...groups,
    '',
    '## Survivors',
    '',
    'What no test notices, and why.',
    ...survivors,
    '',
  ];
  const file = join(root, 'docs/mutation.md');
  const style = await resolveConfig(file);
  writeFileSync(file, await format(page.join('\n'), { ...style, filepath: file }));
}

function fileRow(file, result, sourceOf) {
  if (result === undefined) return `| \`${nameOf(file)}\` | | | | not measured |`;
  const isStale = stateOf(sourceOf(file)) !== result.state;
  return `| \`${nameOf(file)}\` | ${figures(result)} | ${isStale ? 'changed since' : 'as measured'} |`;
}

function figures(result) {
  const all = result.noticed + result.survivors.length;
  return all === 0 ? '| |' : `${all} | ${result.noticed} | ${scoreOf(result).toFixed(1)} %`;
}

function sum(files, results) {
  const known = files.flatMap((file) => results[file] ?? []);
  return {
    noticed: known.reduce((total, { noticed }) => total + noticed, 0),
    survivors: known.flatMap(({ survivors }) => survivors),
  };
}

function reasons(file, { survivors }, explained) {
  return survivors.map((survivor) => {
    const why = reasonFor(file, survivor, explained) ?? 'not explained yet';
    return `- ${quote(survivor.was)} → ${quote(survivor.became)}: ${why}`;
  });
}

function reasonFor(file, survivor, explained) {
  return explained.find((entry) => entry.file === file && fits(entry, survivor))?.why;
}

function fits(entry, { was, became }) {
  return entry.was === was && entry.became === became;
}

function quote(code) {
  const short = code.length > 90 ? `${code.slice(0, 90)}…` : code;
  return `\`\` ${short.replaceAll('|', '\\|')} \`\``;
}

function nameOf(file) {
  return file.replace('packages/', '').replace('/src/', '/');
}
