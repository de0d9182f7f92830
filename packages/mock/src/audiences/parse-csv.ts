/** A table as text, read: the rows below the line of the column names. */
export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, string>>[];
}

/** A field in quotes, or one without, and what ends it (RFC 4180 §2). */
const fields = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|\r|$)/y;

/**
 * Reads comma-separated values whose first line names the columns. Empty lines are skipped.
 *
 * @returns `undefined` where a quote is not closed or stands inside a field without quotes.
 */
export function parseCsv(text: string): CsvTable | undefined {
  const lines = linesOf(text.replace(/^\uFEFF/, ''));
  const [columns, ...rest] = lines?.filter((line) => line.some((field) => field !== '')) ?? [];
  if (columns === undefined) return undefined;
  const names = columns.map((name) => name.trim());
  const rows = rest.map((line) =>
    Object.fromEntries(names.map((name, index) => [name, (line[index] ?? '').trim()])),
  );
  return { columns: names, rows };
}

function linesOf(text: string): string[][] | undefined {
  const lines: string[][] = [];
  let line: string[] = [];
  fields.lastIndex = 0;
  while (fields.lastIndex < text.length) {
    const match = fields.exec(text);
    if (match === null) return undefined;
    const [, quoted, plain = '', end] = match;
    line.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === ',' && fields.lastIndex < text.length) continue;
    if (end === ',') line.push('');
    lines.push(line);
    line = [];
  }
  return lines;
}
