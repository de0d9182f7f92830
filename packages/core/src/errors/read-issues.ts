import { redactText } from '../redaction/redact-text.js';
import type { ErrorIssue } from './fanfare-error.js';
import { isRecord } from './is-record.js';
import { oneLine } from './one-line.js';

const maxIssues = 50;
const maxText = 300;

/**
 * Reads the three documented forms of a list of faults: the issues of a validation with a path of objects,
 * those of a conflict with a path of keys, and `{ field, message }`. What was received is not copied.
 */
export function readIssues(value: unknown): readonly ErrorIssue[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const issues = value
    .slice(0, maxIssues)
    .map(readIssue)
    .filter((issue) => issue !== undefined);
  return issues.length > 0 ? issues : undefined;
}

function readIssue(value: unknown): ErrorIssue | undefined {
  if (!isRecord(value) || typeof value['message'] !== 'string') return undefined;
  const path = readPath(value['path'] ?? value['field']);
  const code = value['code'];
  return {
    path: short(path),
    message: short(value['message']) || 'is not valid',
    ...(typeof code === 'string' && code !== '' && { code: short(code) }),
  };
}

function readPath(value: unknown): string {
  const steps: unknown[] = Array.isArray(value) ? value.slice(0, 32) : [value];
  return steps
    .map((step) => (isRecord(step) ? step['key'] : step))
    .filter((step) => typeof step === 'string' || typeof step === 'number')
    .map((step) => redactText(String(step))) // one by one, because joined they may look like something else
    .join('.');
}

function short(text: string): string {
  return oneLine(redactText(text)).slice(0, maxText).trim();
}
