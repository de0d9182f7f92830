import type { Page } from '@fanfare/contract';
import { describe, expect, test } from 'vitest';
import { createPages } from '../../src/paging/create-pages.js';
import { listOf } from '../support/listed.js';

const collect = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
};

describe('a list that loads while it is iterated', () => {
  test('asks for nothing before it is iterated, and for no page twice', async () => {
    const { pages, asked } = listOf(['a', 'b', 'c', 'd', 'e'], { size: 2 });
    expect(asked).toEqual([]);

    expect(await collect(pages)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(asked).toEqual([undefined, 'after b', 'after d']);
  });

  test('starts afresh when it is iterated again', async () => {
    const { pages, asked } = listOf(['a', 'b', 'c'], { size: 2 });

    expect([await collect(pages), await collect(pages)]).toEqual([
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
    ]);
    expect(asked).toHaveLength(4);
  });

  test('hands out whole pages', async () => {
    const { pages } = listOf(['a', 'b', 'c'], { size: 2 });

    expect((await collect(pages.pages())).map(({ data }) => data)).toEqual([['a', 'b'], ['c']]);
  });

  test('stops when the loop is left', async () => {
    const { pages, asked } = listOf(['a', 'b', 'c', 'd'], { size: 2 });
    const items = pages[Symbol.asyncIterator]();

    for await (const item of items) if (item === 'b') break;

    expect(asked).toHaveLength(1);
    expect(await items.next()).toEqual({ done: true, value: undefined });
    expect(asked).toHaveLength(1);
  });

  test('begins where it is told, and reads one page only where it is told', async () => {
    expect(await collect(listOf(['a', 'b', 'c', 'd'], { size: 2, after: 'after a' }).pages)).toEqual([
      'b',
      'c',
      'd',
    ]);
    expect(await collect(listOf(['a', 'b', 'c'], { size: 2, single: true }).pages)).toEqual(['a', 'b']);
  });

  test('serves calls that overlap in their order', async () => {
    const items = listOf(['a', 'b', 'c'], { size: 1 }).pages[Symbol.asyncIterator]();

    const results = await Promise.all([items.next(), items.next(), items.next(), items.next()]);

    expect(results.map(({ value }) => value as unknown)).toEqual(['a', 'b', 'c', undefined]);
  });
});

describe('a page that fails', () => {
  test('is asked for again by the next call, and nothing is lost or doubled', async () => {
    const { pages, asked } = listOf(['a', 'b', 'c'], { size: 2, failures: [2, 3] });
    const items = pages[Symbol.asyncIterator]();
    const next = async (): Promise<unknown> => (await items.next()).value as unknown;

    expect([await next(), await next()]).toEqual(['a', 'b']);
    await expect(next()).rejects.toThrow('call 2 failed');
    await expect(next()).rejects.toThrow('call 3 failed');
    expect([await next(), await next()]).toEqual(['c', undefined]);
    expect(asked).toEqual([undefined, 'after b', 'after b', 'after b']);
  });

  test('ends a loop over the list, and a loop over the same iterator goes on', async () => {
    const items = listOf(['a', 'b', 'c'], { size: 1, failures: [2] }).pages[Symbol.asyncIterator]();

    await expect(collect(items)).rejects.toThrow('call 2 failed');
    expect(await collect(items)).toEqual(['b', 'c']);
  });

  test('makes toArray fail', async () => {
    const { pages } = listOf(['a', 'b'], { size: 1, failures: [2] });

    await expect(pages.toArray({ limit: 2 })).rejects.toThrow('call 2 failed');
  });
});

describe('a list that would never end', () => {
  const page = (endCursor: string | null, ...data: string[]): Page<string> => ({
    data,
    pageInfo: { startCursor: null, endCursor },
  });

  test.each([
    ['the same cursor again', [page('1', 'a'), page('1', 'b')]],
    ['a cursor from before', [page('1', 'a'), page('2', 'b'), page('1', 'c')]],
    ['the cursor it was asked to begin after', [page('0', 'a')]],
  ])('is given up: %s', async (_, answers) => {
    const left = [...answers];
    const pages = createPages({
      name: 'admin.things.list',
      after: '0',
      load: async () => left.shift() ?? page(null),
    });
    const items: string[] = [];

    const walk = (async () => {
      for await (const item of pages) items.push(item);
    })();

    await expect(walk).rejects.toMatchObject({
      name: 'ResponseError',
      code: 'invalid_response',
      message: expect.stringContaining('admin.things.list'),
    });
    expect(items).toEqual(answers.slice(0, -1).flatMap(({ data }) => data));
  });

  test('ends with an empty page, whatever cursor it carries', async () => {
    const left = [page('1', 'a'), page('1'), page(null, 'never')];

    const pages = createPages({ name: 'list', load: async () => left.shift() ?? page(null) });

    expect(await collect(pages)).toEqual(['a']);
    expect(left).toHaveLength(1);
  });
});

describe('toArray', () => {
  test.each([
    [1, ['a'], 1],
    [2, ['a', 'b'], 1],
    [3, ['a', 'b', 'c'], 2],
    [99, ['a', 'b', 'c'], 2],
  ])('of %d loads no page too many', async (limit, items, calls) => {
    const { pages, asked } = listOf(['a', 'b', 'c'], { size: 2 });

    expect(await pages.toArray({ limit })).toEqual(items);
    expect(asked).toHaveLength(calls);
  });

  test.each([undefined, {}, { limit: 0 }, { limit: 1.5 }, { limit: Infinity }, { limit: '3' }, { max: 3 }])(
    'needs a limit: %o',
    async (options) => {
      const { pages, asked } = listOf(['a']);

      await expect(pages.toArray(options as never)).rejects.toMatchObject({ code: 'invalid_options' });
      expect(asked).toEqual([]);
    },
  );
});
