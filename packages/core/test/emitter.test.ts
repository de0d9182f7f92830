import { afterEach, expect, test, vi } from 'vitest';
import { createEmitter } from '../src/emitter.js';

interface Events {
  moved: { readonly to: number };
  ended: undefined;
}

afterEach(() => void vi.unstubAllGlobals());

test('calls the handlers of a name in order, and no others', () => {
  const emitter = createEmitter<Events>();
  const seen: string[] = [];
  emitter.on('moved', ({ to }) => seen.push(`first ${to}`));
  emitter.on('moved', ({ to }) => seen.push(`second ${to}`));
  emitter.on('ended', () => seen.push('ended'));

  emitter.emit('moved', { to: 3 });

  expect(seen).toEqual(['first 3', 'second 3']);
});

test('undoes a subscription, twice without harm, and only that one', () => {
  const emitter = createEmitter<Events>();
  const handler = vi.fn();
  const undo = emitter.on('ended', handler);
  emitter.on('ended', handler);

  undo();
  undo();
  emitter.emit('ended', undefined);

  expect(handler).toHaveBeenCalledOnce();
});

test('leaves out a handler that an earlier one undid, and one that was added meanwhile', () => {
  const emitter = createEmitter<Events>();
  const undone = vi.fn();
  const added = vi.fn();
  emitter.on('ended', () => {
    undo();
    emitter.on('ended', added);
  });
  const undo = emitter.on('ended', undone);

  emitter.emit('ended', undefined);

  expect(undone).not.toHaveBeenCalled();
  expect(added).not.toHaveBeenCalled();
});

test('reports what a handler throws and runs the others all the same', () => {
  const reportError = vi.fn();
  vi.stubGlobal('reportError', reportError);
  const emitter = createEmitter<Events>();
  const failure = new Error('in a handler');
  const after = vi.fn();
  emitter.on('ended', () => {
    throw failure;
  });
  emitter.on('ended', after);

  emitter.emit('ended', undefined);

  expect(after).toHaveBeenCalledOnce();
  expect(reportError).toHaveBeenCalledExactlyOnceWith(failure);
});

test('throws it into the void where nobody takes reports', () => {
  vi.stubGlobal('reportError', undefined);
  const later: (() => void)[] = [];
  vi.stubGlobal('queueMicrotask', (run: () => void) => later.push(run));
  const emitter = createEmitter<Events>();
  emitter.on('ended', () => {
    throw new Error('in a handler');
  });

  emitter.emit('ended', undefined);

  expect(later).toHaveLength(1);
  expect(later[0]).toThrow('in a handler');
});
