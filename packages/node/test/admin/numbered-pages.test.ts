import { FanfareServer } from '@fanfare/node';
import { describe, expect, it } from 'vitest';

const slot = { appointmentId: 'app_1', slotId: 'slo_1' } as Parameters<
  FanfareServer['admin']['appointments']['attendees']['list']
>[0]; // ids are texts with a brand

/** A slot with so many attendees, whose platform may answer with other numbers than it should. */
function attendees(total: number, answerOf = (page: number): number => page) {
  const asked: string[] = [];
  const fanfare = new FanfareServer({
    secretKey: 'sk_test_numbered0pages',
    baseUrl: 'http://localhost:4000',
    maxRetries: 0,
    async fetch(input, init) {
      const { search, searchParams } = new URL(new Request(input, init).url);
      asked.push(search);
      const limit = Number(searchParams.get('limit') ?? 20);
      const page = Number(searchParams.get('page') ?? 1);
      const all = Array.from({ length: total }, (_, index) => index + 1);
      return Response.json({
        ...slot,
        attendees: all
          .slice((page - 1) * limit, page * limit)
          .map((number) => ({ id: `bkg_${number}`, consumerId: `csm_${number}`, status: 'BOOKED' })),
        pagination: { page: answerOf(page), limit, total, totalPages: Math.ceil(total / limit) },
      });
    },
  });
  const list = (query?: { page?: number; limit?: number }) =>
    fanfare.admin.appointments.attendees.list(slot, query);
  return { asked, list };
}

describe('A2: a list with numbered pages', () => {
  it('asks for nothing before it is iterated, and then for one page after the other', async () => {
    const { asked, list } = attendees(5);
    const lazy = list({ limit: 2 });
    const before = asked.length;

    const ids: string[] = [];
    for await (const { consumerId } of lazy) ids.push(consumerId);

    expect(before).toBe(0);
    expect(ids).toEqual(['csm_1', 'csm_2', 'csm_3', 'csm_4', 'csm_5']);
    expect(asked).toEqual(['?limit=2', '?page=2&limit=2', '?page=3&limit=2']);
  });

  it('begins at a page, and shows whole pages with their numbers', async () => {
    const { list } = attendees(5);
    const pages: unknown[] = [];

    for await (const { data, pageInfo } of list({ page: 2, limit: 2 }).pages())
      pages.push([data.map(({ id }) => id), pageInfo]);

    expect(pages).toEqual([
      [['bkg_3', 'bkg_4'], { startCursor: '2', endCursor: '2' }],
      [['bkg_5'], { startCursor: '3', endCursor: null }],
    ]);
  });

  it('stops at a limit, and ends where there is nothing', async () => {
    const many = attendees(50);
    const none = attendees(0);

    expect(await many.list().toArray({ limit: 20 })).toHaveLength(20);
    expect(await none.list().toArray({ limit: 20 })).toEqual([]);
    expect([many.asked, none.asked]).toEqual([[''], ['']]);
  });

  it('does not read the same page for ever', async () => {
    const { asked, list } = attendees(50, () => 1);

    await expect(list({ limit: 2 }).toArray({ limit: 50 })).rejects.toMatchObject({
      code: 'invalid_response',
    });
    expect(asked).toHaveLength(2);
  });

  it('is not affected by what becomes of the query, and refuses one that does not fit', async () => {
    const { asked, list } = attendees(3);
    const query = { limit: 2 };
    const lazy = list(query);
    query.limit = 1;

    await lazy.toArray({ limit: 3 });

    expect(asked).toEqual(['?limit=2', '?page=2&limit=2']);
    await expect(list({ page: 0 }).toArray({ limit: 1 })).rejects.toMatchObject({ code: 'invalid_request' });
  });
});
