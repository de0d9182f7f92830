import { open } from 'node:fs/promises';
import { findSecrets, type Finding } from './find-secrets.js';

/** How much is read at a time: a file may be larger than the longest text. */
const chunkBytes = 16_777_216;
const leastBytes = 16_384;
/** More than the longest secret, and than the longest escape in front of one. */
const marginCharacters = 256;

/** Finds secrets in a file, which is read byte for byte as Latin-1, a piece at a time. */
export async function findInFile(file: string, bytes: number = chunkBytes): Promise<readonly Finding[]> {
  const handle = await open(file);
  try {
    const found: Finding[] = [];
    const place = { line: 0, column: 0 };
    const { size } = await handle.stat();
    const buffer = Buffer.allocUnsafe(Math.min(bytes, Math.max(leastBytes, size + 1)));
    let text = '';
    let from = 0; // what stands before was told with the piece before, and is kept for what it shows of the beginning
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length);
      text += buffer.toString('latin1', 0, bytesRead);
      const to = bytesRead === 0 ? text.length : Math.max(from, text.length - marginCharacters);
      for (const finding of findSecrets(text, { from, to })) found.push(moved(finding, place));
      if (bytesRead === 0) return found;
      const start = Math.max(0, to - marginCharacters);
      pass(place, text.slice(0, start));
      text = text.slice(start);
      from = to - start;
    }
  } finally {
    await handle.close();
  }
}

interface Place {
  line: number;
  column: number;
}

function moved(finding: Finding, { line, column }: Place): Finding {
  return {
    ...finding,
    line: finding.line + line,
    column: finding.line === 1 ? finding.column + column : finding.column,
  };
}

function pass(place: Place, text: string): void {
  const lines = text.split('\n').length - 1;
  place.line += lines;
  place.column = lines === 0 ? place.column + text.length : text.length - text.lastIndexOf('\n') - 1;
}
