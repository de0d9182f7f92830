import { describe, expect, test } from 'vitest';
import { currentToken } from '../../src/session/current-token.js';
import type { LiveRecord } from '../../src/index.js';

const hour = 3_600_000;

/** A token of an hour that was received just now, and the two clocks of its device, which a test moves. */
function openToken() {
  const at = { wall: 1_795_341_600_000, steady: 5_000 };
  const looks = { wall: 0, steady: 0 };
  const clock = {
    now: () => ((looks.wall += 1), at.wall),
    monotonic: () => ((looks.steady += 1), at.steady),
    setTimeout: () => () => undefined,
  };
  const record: LiveRecord = {
    ...{ kind: 'live', epoch: 1, id: 'one', generation: 0, revision: 'r', accessToken: 'token' },
    ...{ refreshToken: 'refresh', beaconToken: 'beacon', lifetimeMs: hour, receivedAt: at.wall },
    consumer: { type: 'guest', consumerId: 'con_1' as LiveRecord['consumer']['consumerId'] },
  };
  const token = currentToken(record, { clock, random: () => 0 });
  const pass = (ms: number): void => {
    at.wall += ms;
    at.steady += ms;
  };
  return { token, record, at, looks, pass };
}

describe('B2: a token that is fresh', () => {
  test('is handed out a thousand times in one turn by one look at the steady clock', () => {
    const { token, looks } = openToken();
    looks.steady = looks.wall = 0;
    for (let call = 0; call < 1_000; call += 1) expect(token.standing()).toBe('fresh');

    expect(looks).toEqual({ steady: 1, wall: 1_000 });
  });

  test('is due and worn on time, to the millisecond, however often it is asked for', () => {
    const { token, pass } = openToken();
    const due = hour * 0.75;
    const seen: string[] = [];
    for (let ms = 0; ms < due; ms += 7) {
      seen.push(token.standing());
      pass(7);
    }
    expect(new Set(seen)).toEqual(new Set(['fresh']));

    const other = openToken();
    other.pass(due - 1);
    expect(other.token.standing()).toBe('fresh');
    other.pass(1);
    expect(other.token.standing()).toBe('due');
    other.pass(hour - 5_000 - due);
    expect(other.token.standing()).toBe('worn');
  });
});

describe('B13: a look at the clocks', () => {
  test('is not believed by a clock that was set back', () => {
    const { token, at, pass } = openToken();
    expect(token.standing()).toBe('fresh');
    pass(2 * hour);
    at.wall -= 2 * hour + 1;

    expect(token.standing()).toBe('worn');
  });

  test('is believed for an instant only: by the next one a clock that stood still counts', () => {
    const { token, at } = openToken();
    expect(token.standing()).toBe('fresh');
    at.steady += 2 * hour;
    at.wall += 20;

    expect(token.standing()).toBe('worn');
  });

  test('is worth nothing once a token was refused, or an exchange of it began', () => {
    const refused = openToken();
    expect(refused.token.standing()).toBe('fresh');
    refused.token.reject();
    const begun = openToken();
    expect(begun.token.standing()).toBe('fresh');
    begun.token.note({ ...begun.record, startedAt: begun.at.wall });

    expect([refused.token.standing(), begun.token.standing()]).toEqual(['worn', 'due']);
  });
});
