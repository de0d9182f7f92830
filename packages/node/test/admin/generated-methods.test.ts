import { FanfareServer } from '@fanfare/node';
import { describe, expect, it } from 'vitest';
import { adminRows } from '../support/admin-rows.js';
import { callAdmin } from '../support/call-admin.js';

function recording(answer: unknown): { readonly fanfare: FanfareServer; readonly sent: Request[] } {
  const sent: Request[] = [];
  const fanfare = new FanfareServer({
    secretKey: 'sk_test_generated0methods',
    baseUrl: 'http://localhost:4000',
    async fetch(input, init) {
      sent.push(new Request(input, init));
      return answer === undefined ? new Response(null, { status: 204 }) : Response.json(answer);
    },
  });
  return { fanfare, sent };
}

describe('A2: every method of the Admin service', () => {
  it.each(adminRows)('fanfare.%s sends what its row says and reads the answer', async (id, given) => {
    const { row, sample, answer } = given;
    const { fanfare, sent } = recording(answer);

    const result = await callAdmin(fanfare, { row, sample });

    expect(sent).toHaveLength(1);
    const [request] = sent as [Request];
    const url = new URL(request.url);
    const path = row.path.replace(/\{(\w+)\}/g, (_, name: string) => sample.params?.[name] ?? '');
    expect(`${request.method} ${url.pathname}`).toBe(`${row.method} /admin/api${path}`);
    expect(Object.fromEntries(url.searchParams)).toEqual(
      Object.fromEntries(Object.entries(sample.query ?? {}).map(([name, value]) => [name, String(value)])),
    );
    const body = await request.text();
    expect(body === '' ? undefined : JSON.parse(body)).toEqual(sample.body);
    expect(result).toEqual(row.id === 'admin.appointments.attendees.list' ? pageOf(answer) : answer);
  });

  it('has a row, and every row has a method', () => {
    const { fanfare } = recording({});

    expect(methodsOf(fanfare.admin, 'admin').sort()).toEqual(adminRows.map(([id]) => id).sort());
  });

  it.each(adminRows.filter(([, { row }]) => row.body !== undefined))(
    'fanfare.%s refuses a field that nobody knows, and sends nothing',
    async (id, { row, sample }) => {
      const { fanfare, sent } = recording({});
      const spoilt = Array.isArray(sample.body)
        ? [...(sample.body as unknown[]), { surprise: true }]
        : { ...(sample.body as object), surprise: true };

      const call = callAdmin(fanfare, { row, sample: { ...sample, body: spoilt } });

      await expect(call).rejects.toMatchObject({
        code: 'invalid_request',
        message: expect.stringContaining(`${id} was not sent`),
      });
      expect(sent).toHaveLength(0);
    },
  );
});

function methodsOf(group: object, path: string): string[] {
  return Object.entries(group).flatMap(([name, member]: [string, unknown]) =>
    typeof member === 'function' ? [`${path}.${name}`] : methodsOf(member as object, `${path}.${name}`),
  );
}

/** The numbered page of an answer as every list shows its pages; the number is its cursor. */
function pageOf(answer: unknown): unknown {
  const { attendees, pagination } = answer as { attendees: unknown[]; pagination: { page: number } };
  return { data: attendees, pageInfo: { startCursor: String(pagination.page), endCursor: null } };
}
