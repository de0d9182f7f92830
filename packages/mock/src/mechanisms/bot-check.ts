/** How strict a bot check is. */
export interface BotCheckRules {
  /** How many tries in a row may fail. */
  readonly mostFailures: number;
  readonly blockMs: number;
  /** How long a challenge can be answered. */
  readonly challengeMs: number;
  /** How long a pass is good. */
  readonly passMs: number;
}

/** The bot check of one shopper in front of one sequence. Times are milliseconds since the epoch. */
export interface BotCheck {
  readonly failures: number;
  readonly blockedUntil: number | null;
  readonly passedUntil: number | null;
  readonly challenge: { readonly id: string; readonly expiresAt: number } | null;
}

/** How a shopper stands in front of a bot check. */
export type BotStanding = 'required' | 'passed' | 'blocked';

/** A bot check that nobody has tried. */
export const newBotCheck: BotCheck = { failures: 0, blockedUntil: null, passedUntil: null, challenge: null };

/** Tells how a shopper stands at a time. */
export function botStanding({ blockedUntil, passedUntil }: BotCheck, now: number): BotStanding {
  if (blockedUntil !== null && now < blockedUntil) return 'blocked';
  return passedUntil !== null && now < passedUntil ? 'passed' : 'required';
}

/** How a try went, and when. */
export interface BotTry {
  readonly succeeds: boolean;
  readonly now: number;
  readonly rules: BotCheckRules;
}

/** What a try makes of a check: every challenge can be answered once. */
export function tryBotCheck(check: BotCheck, { succeeds, now, rules }: BotTry): BotCheck {
  if (botStanding(check, now) === 'blocked') return check;
  if (succeeds) return { ...newBotCheck, passedUntil: now + rules.passMs };
  const failures = check.failures + 1;
  const isOver = failures >= rules.mostFailures;
  return {
    ...newBotCheck,
    failures: isOver ? 0 : failures,
    blockedUntil: isOver ? now + rules.blockMs : null,
  };
}

/** Gives a check a challenge that can still be answered: the present one, or one with a new id. */
export function challengeBot(
  check: BotCheck,
  { id, now, rules }: { readonly id: () => string; readonly now: number; readonly rules: BotCheckRules },
): BotCheck {
  if (check.challenge !== null && now < check.challenge.expiresAt) return check;
  return { ...check, challenge: { id: id(), expiresAt: now + rules.challengeMs } };
}
