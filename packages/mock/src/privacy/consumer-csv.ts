import type { ConsumerData } from '@fanfare/contract';
import { csv } from '../csv.js';

/** Writes the data of a consumer as a file for a spreadsheet: a line for every single value. */
export function consumerCsv(data: ConsumerData): string {
  const lines = Object.entries(data).flatMap(([part, value]) =>
    linesOf(value).map((line) => [part, ...line]),
  );
  return csv([['part', 'field', 'value'], ...lines]);
}

function linesOf(value: unknown, path: readonly (string | number)[] = []): readonly string[][] {
  if (typeof value !== 'object' || value === null) {
    return value === undefined || value === null ? [] : [[path.join('.'), textOf(value)]];
  }
  return Object.entries(value).flatMap(([name, part]) => linesOf(part, [...path, name]));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
