import { canonicalJson } from '@fanfare/contract';
import { fieldSensitivity } from '@fanfare/contract/audit';
import type { AuditChange } from '@fanfare/contract/admin';
import type { FinishedCall } from '../router/finished-call.js';
import { addressFields, openFields } from './open-fields.js';

/** Says who changed something and when, which the entry itself does. */
const bookkeeping: ReadonlySet<string> = new Set(['updatedAt', 'updatedBy', 'lastSweptAt']);
const contact = /[^\s"@]+@[^\s"@]+\.[a-z]{2}|\+\d[\d ().-]{6,}/i;

/**
 * Compares what something was with what it is. The values are told of fields only that are known to hold neither a
 * person nor a secret, and of an address on the web its origin: a chain of hashes cannot forget.
 */
export function changesOf({ operation, before, answer: after }: FinishedCall): AuditChange[] {
  const resource = operation.id.split('.').at(-2) ?? '';
  if (!isRecord(before) || !isRecord(after)) return [];
  return Object.keys(after)
    .filter((field) => Object.hasOwn(before, field) && !bookkeeping.has(field))
    .filter((field) => canonicalJson(before[field]) !== canonicalJson(after[field]))
    .map((field) => {
      const [from, to] = [before[field], after[field]];
      if (addressFields.has(field)) return { field, from: originOf(from), to: originOf(to) };
      return isOpen({ [field]: [from, to] }, resource) ? { field, from, to } : { field };
    });
}

/** The origin of an address; `null` for what is none. */
function originOf(value: unknown): string | null {
  return typeof value === 'string' && URL.canParse(value) ? new URL(value).origin : null;
}

/** Tells whether every name in a change is one whose value may be told. */
function isOpen(change: Readonly<Record<string, unknown>>, resource: string): boolean {
  return !contact.test(canonicalJson(change)) && namesIn(change).every((name) => mayBeTold(name, resource));
}

function mayBeTold(name: string, resource: string): boolean {
  const isListed = openFields.has(name) || openFields.has(`${resource}.${name}`);
  return isListed && fieldSensitivity(name, resource) === 'ordinary';
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
