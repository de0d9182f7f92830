import { secretPatterns } from './secret-patterns.js';

/** A secret that was found, told without the secret. */
export interface Finding {
  readonly kind: string;
  readonly line: number;
  readonly column: number;
  /** Its beginning, and how long it is. */
  readonly shown: string;
  readonly fix: string;
}

/** The places of a text from one to before another. */
export interface TextPart {
  readonly from: number;
  readonly to: number;
}

const shownCharacters = 11;

/** Finds the secrets that begin in a text, or in a part of it, in the order of their places. */
export function findSecrets(text: string, part?: TextPart): readonly Finding[] {
  const { from, to } = part ?? { from: 0, to: text.length };
  const found = secretPatterns.flatMap(({ kind, pattern, fix }) =>
    [...text.matchAll(pattern)].map(({ 0: match, index }) => ({ kind, match, index, fix })),
  );
  return found
    .filter(({ index }) => index >= from && index < to)
    .sort((one, other) => one.index - other.index)
    .map(({ kind, match, index, fix }) => ({ kind, ...placeOf(text, index), shown: shown(match), fix }));
}

function placeOf(text: string, index: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, index);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: index - lineStart + 1 };
}

function shown(match: string): string {
  return match.startsWith('-----')
    ? match
    : `${match.slice(0, shownCharacters)}… (${match.length} characters)`;
}
