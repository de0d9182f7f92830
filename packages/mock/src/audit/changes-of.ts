import { canonicalJson } from '@fanfare/contract';
import { fieldSensitivity } from '@fanfare/contract/audit';
import type { AuditChange } from '@fanfare/contract/admin';
import type { FinishedCall } from '../router/finished-call.js';

/** Says who changed something and when, which the entry itself does. */
const bookkeeping: ReadonlySet<string> = new Set(['updatedAt', 'updatedBy', 'lastSweptAt']);
const contact = /[^\s"@]+@[^\s"@]+\.[a-z]{2}|\+\d[\d ().-]{6,}/i;

/**
 * Compares what something was with what it is. Of fields that are personal or secret, and wherever an e-mail address
 * or a telephone number stands in a value, only the name is told: a chain of hashes cannot forget.
 */
export function changesOf({ operation, before, answer: after }: FinishedCall): AuditChange[] {
  const resource = operation.id.split('.').at(-2);
  if (!isRecord(before) || !isRecord(after)) return [];
  return Object.keys(after)
    .filter((field) => Object.hasOwn(before, field) && !bookkeeping.has(field))
    .filter((field) => canonicalJson(before[field]) !== canonicalJson(after[field]))
    .map((field) => {
      const values = { from: before[field], to: after[field] };
      const isOrdinary = fieldSensitivity(field, resource) === 'ordinary' && isOpen(values);
      return isOrdinary ? { field, ...values } : { field };
    });
}

function isOpen(values: unknown): boolean {
  if (contact.test(canonicalJson(values))) return false;
  return namesIn(values).every((name) => fieldSensitivity(name) === 'ordinary');
}

/** The names of all members of a value, however deep. */
function namesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = Array.isArray(value) ? [] : Object.keys(value);
  return [...own, ...Object.values(value).flatMap(namesIn)];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
