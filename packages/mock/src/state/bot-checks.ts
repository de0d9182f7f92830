import type { ChallengeVerdict, Mitigation, SequenceId } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import {
  botStanding,
  challengeBot,
  newBotCheck,
  tryBotCheck,
  type BotCheck,
  type BotCheckRules,
} from '../mechanisms/bot-check.js';
import type { BotGate } from '../mechanisms/route-sequences.js';
import { tenantKey } from '../tenant.js';
import type { Shopper } from './experiences.js';
import { isoTime } from './iso-time.js';

/** An answer to a challenge. */
export interface ChallengeAnswer {
  readonly challengeId: string;
  readonly token: string;
}

/** The bot checks of all shoppers. */
export interface BotChecks {
  /** What stands in a shopper's way to a sequence that asks for a check; `null` once they passed. */
  gate(shopper: Shopper, sequenceId: SequenceId): BotGate | null;
  /** Takes an answer; `undefined` where the challenge is not one of the shopper's, or has run out. */
  verify(shopper: Shopper, answer: ChallengeAnswer): ChallengeVerdict | undefined;
}

/** Three tries, then ten minutes of waiting; a challenge lives as long as a Turnstile token, a pass half an hour. */
const rules: BotCheckRules = {
  mostFailures: 3,
  blockMs: 10 * 60_000,
  challengeMs: 5 * 60_000,
  passMs: 30 * 60_000,
};

/** The tokens that pass: ours, and the one that Turnstile's test keys give out. Every other fails. */
const passingTokens: ReadonlySet<string> = new Set(['pass', 'XXXX.DUMMY.TOKEN.XXXX']);

/** Makes the bot checks of a platform. */
export function createBotChecks(context: MockContext): BotChecks {
  const { clock } = context;
  const checks = new Map<string, Map<SequenceId, BotCheck>>();
  const keyOf = ({ tenant, consumerId }: Shopper): string => `${tenantKey(tenant)}/${consumerId}`;
  const of = (shopper: Shopper): Map<SequenceId, BotCheck> => {
    const known = checks.get(keyOf(shopper)) ?? new Map<SequenceId, BotCheck>();
    checks.set(keyOf(shopper), known);
    return known;
  };

  context.onConsumerMerged(({ tenant, from, to }) => {
    const own = of({ tenant, consumerId: to });
    for (const [sequenceId, check] of of({ tenant, consumerId: from })) {
      if (!own.has(sequenceId)) own.set(sequenceId, check);
    }
    checks.delete(keyOf({ tenant, consumerId: from }));
  });

  return {
    gate(shopper, sequenceId) {
      const now = clock.now();
      const check = of(shopper).get(sequenceId) ?? newBotCheck;
      const standing = botStanding(check, now);
      if (standing === 'passed') return null;
      if (standing === 'blocked') {
        return {
          type: 'bot_check',
          status: 'blocked',
          reason: { code: 'BOT_BLOCKED' },
          mitigation: mitigationOf(check),
        };
      }
      const challenged = challengeBot(check, { id: () => context.newId('chal'), now, rules });
      of(shopper).set(sequenceId, challenged);
      return requiredGate(context, challenged);
    },
    verify(shopper, { challengeId, token }) {
      const now = clock.now();
      const asked = [...of(shopper)].find(([, { challenge }]) => challenge?.id === challengeId);
      if (asked === undefined || (asked[1].challenge?.expiresAt ?? now) <= now) return undefined;
      const [sequenceId, check] = asked;
      const next = tryBotCheck(check, { succeeds: passingTokens.has(token), now, rules });
      of(shopper).set(sequenceId, next);
      const standing = botStanding(next, now);
      if (standing === 'passed') return { status: 'passed', challengeId };
      const status = standing === 'blocked' ? 'blocked' : 'failed';
      return { status, challengeId, mitigation: mitigationOf(next) };
    },
  };
}

function requiredGate({ origin }: MockContext, check: BotCheck): BotGate {
  const { challenge, failures } = check;
  return {
    type: 'bot_check',
    status: 'required',
    reason: { code: 'BOT_REQUIRED' },
    ...(challenge !== null && {
      challenge: {
        id: challenge.id,
        provider: 'turnstile' as const,
        type: 'turnstile_managed' as const,
        iframeUrl: `${origin}/__mock/challenges/${challenge.id}`,
        expiresAt: isoTime(challenge.expiresAt),
      },
    }),
    ...(failures > 0 && { mitigation: mitigationOf(check) }),
  };
}

function mitigationOf({ blockedUntil, failures }: BotCheck): Mitigation {
  return blockedUntil === null
    ? { attemptsRemaining: rules.mostFailures - failures, message: 'The check was failed; try again.' }
    : {
        attemptsRemaining: 0,
        blockedUntil: isoTime(blockedUntil),
        message: 'The check was failed too often; come back later.',
      };
}
