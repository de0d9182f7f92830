import type { TokenRecord } from './token-record.js';

const members: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ended: { id: 'string', epoch: 'number', revision: 'string', reason: 'string' },
  live: {
    ...{ id: 'string', epoch: 'number', revision: 'string', generation: 'number', consumer: 'object' },
    ...{ accessToken: 'string', refreshToken: 'string', lifetimeMs: 'number', receivedAt: 'number' },
  },
};

/** Tells whether something that came out of a store is a record of this version. */
export function isTokenRecord(value: unknown): value is TokenRecord {
  const record = Object(value) as Readonly<Record<string, unknown>>;
  const shape = Object.entries(members[String(record['kind'])] ?? {});
  return (
    shape.length > 0 && shape.every(([name, type]) => typeof record[name] === type && record[name] !== null)
  );
}
