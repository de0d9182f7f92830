import { describe, expect, test } from 'vitest';
import type { ChannelLike } from '../../src/tabs/channel-like.js';
import { createTabChannel } from '../../src/tabs/tab-channel.js';
import { isTabMessage } from '../../src/tabs/tab-message.js';
import type { TabMessage } from '../../src/tabs/tab-message.js';

const ask: TabMessage = { type: 'ask', lock: 'lock' };

describe('what tabs take for a message', () => {
  test.each<TabMessage>([
    ask,
    { type: 'alive', lock: 'lock', forMs: 12 },
    { type: 'ended', id: 'id', reason: 'logout' },
    { type: 'changed', id: 'id', generation: 1, revision: 'r' },
    { type: 'ended', id: 'id', reason: 'a reason of a newer version' as 'logout' },
  ])('$type', (message) => expect(isTabMessage(message)).toBe(true));

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['text', 'ask'],
    ['a list', [ask]],
    ['no type', {}],
    ['a type of a newer version', { type: 'newer' }],
    ['a type that every object has', { type: 'constructor' }],
    ['a missing member', { type: 'alive', lock: 'lock' }],
    ['a mistyped member', { type: 'alive', lock: 'lock', forMs: '12' }],
  ])('and not %s', (_name, message) => expect(isTabMessage(message)).toBe(false));
});

describe('a channel', () => {
  function channels(): { connect: (name: string) => ChannelLike; native: BroadcastChannel[] } {
    const native: BroadcastChannel[] = [];
    return {
      native,
      connect(name) {
        const channel = new BroadcastChannel(name);
        native.push(channel);
        return channel;
      },
    };
  }

  test('reaches the others of its name, through the platform’s own BroadcastChannel', async () => {
    const { connect } = channels();
    const heard = new Promise<TabMessage>((onMessage) => {
      const receiver = createTabChannel({ connect, name: 'one', onMessage });
      receiver.open();
    });
    const sender = createTabChannel({ connect, name: 'one', onMessage: () => undefined });
    sender.open();
    sender.post(ask);

    expect(await heard).toEqual(ask);
    sender.close();
  });

  test('says and hears nothing while it is closed, and can be opened again', () => {
    const { connect, native } = channels();
    const channel = createTabChannel({ connect, name: 'two', onMessage: () => undefined });
    channel.post(ask);
    expect(native).toHaveLength(0);

    channel.open();
    channel.open();
    channel.close();
    channel.close();
    channel.post(ask);
    channel.open();

    expect(native).toHaveLength(2);
    expect(channel.isOpen).toBe(true);
    channel.close();
  });

  test('that the browser refuses, or closes, is nobody’s problem', () => {
    const refused = createTabChannel({
      connect: () => {
        throw new DOMException('denied', 'SecurityError');
      },
      name: 'three',
      onMessage: () => undefined,
    });
    refused.open();
    refused.post(ask);
    expect(refused.isOpen).toBe(false);

    const { connect, native } = channels();
    const closed = createTabChannel({ connect, name: 'four', onMessage: () => undefined });
    closed.open();
    native[0]?.close();
    closed.post(ask);
    closed.close();
  });
});
