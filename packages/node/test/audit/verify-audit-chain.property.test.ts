import { fromNdjson, toNdjson, verifyAuditChain, type AuditEntry } from '@fanfare/node/audit';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditChain, sealEntry } from '../support/audit-chain.js';

const length = 12;
const { entries, anchor } = auditChain(length);
const index = fc.nat(length - 1);
const at = (place: number): AuditEntry => entries[place] as AuditEntry; // below the length

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** Links a whole chain anew, as somebody would who knows how it is made. */
function relink(list: readonly AuditEntry[], from: number): AuditEntry[] {
  const linked = list.slice(0, from);
  for (const entry of list.slice(from)) {
    const prevHash = linked.at(-1)?.hash ?? anchor.start.prevHash;
    linked.push(sealEntry({ ...entry, seq: linked.length + 1, prevHash }));
  }
  return linked;
}

describe('J6: a chain of audit entries', () => {
  it('is whole as it was written, also when it has grown since the anchor', async () => {
    const older = { ...anchor, head: { seq: 7, hash: at(6).hash } };

    expect(await verifyAuditChain(entries, { anchor })).toEqual({
      valid: true,
      count: length,
      head: anchor.head,
    });
    expect(await verifyAuditChain(entries, { anchor: older })).toMatchObject({ valid: true });
    expect(await verifyAuditChain([], auditChain(0))).toMatchObject({ valid: true, count: 0 });
  });

  it('is broken at the entry in which any value was changed', async () => {
    const fields = ['action', 'outcome', 'requestId', 'at', 'id', 'ipClass', 'prevHash', 'hash'] as const;
    await fc.assert(
      fc.asyncProperty(index, fc.constantFrom(...fields), fc.string(), async (place, field, text) => {
        fc.pre(at(place)[field] !== text);
        const changed = entries.with(place, { ...at(place), [field]: text } as AuditEntry);

        expect(await verifyAuditChain(changed, { anchor })).toEqual({
          valid: false,
          index: place,
          reason: 'content_changed',
        });
      }),
    );
  });

  it('is broken where something was added to an entry, or taken out of it', async () => {
    await fc.assert(
      fc.asyncProperty(index, fc.string({ minLength: 1 }), async (place, name) => {
        fc.pre(!Object.hasOwn(at(place), name) && name !== '__proto__');
        const more = entries.with(place, { ...at(place), [name]: 1 });
        const { changes: _, ...less } = at(place);

        const broken = { valid: false, index: place, reason: 'content_changed' };
        expect(await verifyAuditChain(more, { anchor })).toEqual(broken);
        expect(await verifyAuditChain(entries.with(place, less), { anchor })).toEqual(broken);
      }),
    );
  });

  it('is broken at the place of an entry that was deleted', async () => {
    await fc.assert(
      fc.asyncProperty(index, async (place) => {
        const reason = place === length - 1 ? 'truncated' : 'out_of_sequence';

        expect(await verifyAuditChain(entries.toSpliced(place, 1), { anchor })).toEqual({
          valid: false,
          index: place,
          reason,
        });
      }),
    );
  });

  it('is broken at the first of two entries that changed places', async () => {
    await fc.assert(
      fc.asyncProperty(index, index, async (one, other) => {
        fc.pre(one !== other);
        const swapped = entries.with(one, at(other)).with(other, at(one));

        expect(await verifyAuditChain(swapped, { anchor })).toEqual({
          valid: false,
          index: Math.min(one, other),
          reason: 'out_of_sequence',
        });
      }),
    );
  });

  it('is broken at an entry that was inserted, or at the one after it where the forger linked it in', async () => {
    await fc.assert(
      fc.asyncProperty(index, index, async (place, copied) => {
        const copy = entries.toSpliced(place, 0, at(copied));
        const forged = sealEntry({
          ...at(copied),
          id: 'aud_forged',
          seq: place + 1,
          prevHash: place === 0 ? anchor.start.prevHash : at(place - 1).hash,
        });
        const linked = entries.toSpliced(place, 0, forged);

        expect(await verifyAuditChain(copy, { anchor })).toMatchObject({
          valid: false,
          index: copied === place ? place + 1 : place,
        });
        const isLast = place === length - 1;
        expect(await verifyAuditChain(linked, { anchor })).toEqual({
          valid: false,
          index: isLast ? place : place + 1,
          reason: isLast ? 'anchor_mismatch' : 'out_of_sequence',
        });
      }),
    );
  });

  it('is known by its anchor to be cut, or written anew from some place on', async () => {
    await fc.assert(
      fc.asyncProperty(index, async (place) => {
        const rewritten = relink(entries.with(place, { ...at(place), action: 'admin.queues.get' }), place);

        expect(await verifyAuditChain(entries.slice(0, place), { anchor })).toEqual({
          valid: false,
          index: place,
          reason: 'truncated',
        });
        expect(await verifyAuditChain(rewritten, { anchor })).toEqual({
          valid: false,
          index: length - 1,
          reason: 'anchor_mismatch',
        });
      }),
    );
  });

  it('can have lost its beginning, as long as the anchor remembers something that is left', async () => {
    const startAt = (place: number): { seq: number; prevHash: string } => ({
      seq: place + 1,
      prevHash: at(place - 1).hash,
    });
    const older = { ...anchor, head: { seq: 7, hash: at(6).hash } };
    const verify = (place: number, kept = older): ReturnType<typeof verifyAuditChain> =>
      verifyAuditChain(entries.slice(place), { anchor: kept, start: startAt(place) });
    const forged = { ...older, head: { seq: 7, hash: at(5).hash } };

    for (const place of [1, 6, 7]) expect(await verify(place)).toMatchObject({ valid: true });
    expect(await verify(8)).toEqual({ valid: false, index: 0, reason: 'anchor_outdated' });
    expect(await verify(7, forged)).toEqual({ valid: false, index: 0, reason: 'anchor_mismatch' });
    expect(await verify(3, forged)).toEqual({ valid: false, index: 3, reason: 'anchor_mismatch' });
  });

  it('names what is no entry, is of somebody else, or follows from another chain', async () => {
    const strange = [null, 1, 'x', {}, { ...at(0), seq: '1' }, { ...at(0), tenant: null }] as unknown[];
    for (const entry of strange) {
      expect(await verifyAuditChain([entry as AuditEntry], { anchor })).toMatchObject({
        index: 0,
        reason: 'malformed',
      });
    }
    const foreign = sealEntry({ ...at(0), tenant: { organizationId: 'org_2', mode: 'test' } });
    const unlinked = sealEntry({ ...at(1), prevHash: at(1).hash });

    expect(await verifyAuditChain([foreign], { anchor })).toMatchObject({ reason: 'wrong_tenant' });
    expect(await verifyAuditChain([at(0), unlinked], { anchor })).toMatchObject({
      index: 1,
      reason: 'broken_link',
    });
  });
});

describe('J9: a log as NDJSON', () => {
  it('is read back whole, wherever the text is cut', async () => {
    const text = (await collect(toNdjson(entries))).join('');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(text.length), { maxLength: 6 }), async (cuts) => {
        const places = [0, ...cuts.sort((a, b) => a - b), text.length];
        const chunks = places.slice(1).map((end, number) => text.slice(places[number], end));

        const read = await collect(fromNdjson(chunks));

        expect(read).toEqual(entries);
        expect(await verifyAuditChain(read, { anchor })).toMatchObject({ valid: true });
      }),
    );
  });

  it('says which line is not JSON', async () => {
    await expect(collect(fromNdjson(['{"seq":1}\n{"se', 'q":\n']))).rejects.toThrow(
      'Line 2 of the audit log is not JSON.',
    );
  });
});
