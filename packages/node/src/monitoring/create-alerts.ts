import { checkOptions, OptionsError } from '@fanfare/core/base';
import { callQuietly } from '../call-quietly.js';
import { checkChoice, checkType, checkWhole } from '../check-option.js';
import { createRuleWindow, type RuleWindow } from './rule-window.js';
import type { SecurityEvent, SecurityEventKind, SecurityHooks } from './security-event.js';

/** When somebody is to be alarmed. */
export interface AlertRule {
  /** Names the rule in its alerts. */
  readonly name: string;
  /** The kinds of events that are counted; all of them together. */
  readonly on: readonly SecurityEventKind[];
  /** How many make an alert. */
  readonly count: number;
  /** Within how long, in milliseconds. */
  readonly withinMs: number;
  /** Counts events apart by what this returns, such as their operation. @default all together */
  readonly by?: ((event: SecurityEvent) => string) | undefined;
}

/** Something unusual. */
export interface Alert {
  readonly rule: string;
  /** What `by` returned; empty without it. */
  readonly group: string;
  /** How many events there were. */
  readonly count: number;
  readonly withinMs: number;
  /** The event that completed the burst. */
  readonly event: SecurityEvent;
}

/** How events become alerts. */
export interface AlertsOptions {
  readonly rules: readonly AlertRule[];
  /** Tells whoever is on call. Once per rule and group, until it was quieter than the rule again. What it throws is swallowed. */
  readonly onAlert: (alert: Alert) => void;
  /** How many groups of a rule are kept apart at most. @default 1_000 */
  readonly maxGroups?: number | undefined;
}

/** Rules at work. */
export interface Alerts {
  /** What goes into the options of a client: `new FanfareServer({ …, ...alerts.hooks })`. */
  readonly hooks: Required<{ readonly [Name in keyof SecurityHooks]: (event: SecurityEvent) => void }>;
  /** Counts an event from elsewhere, such as of a webhook. */
  tell(event: SecurityEvent): void;
}

const kinds: readonly SecurityEventKind[] = ['auth_failure', 'forbidden', 'rate_limit'];

/**
 * Creates rules that turn many refusals into one alert.
 *
 * @throws OptionsError `invalid_options`, naming the option.
 * @example
 * ```ts
 * import { FanfareServer } from '@fanfare/node';
 * import { createAlerts } from '@fanfare/node/monitoring';
 *
 * const alerts = createAlerts({
 *   rules: [{ name: 'key refused', on: ['auth_failure'], count: 5, withinMs: 60_000 }],
 *   onAlert: ({ rule, count }) => console.error(`${rule}: ${count} times within a minute`),
 * });
 * const fanfare = new FanfareServer({ secretKey: process.env['FANFARE_SECRET_KEY'] ?? '', ...alerts.hooks });
 * ```
 */
export function createAlerts(options: AlertsOptions): Alerts {
  checkOptions(options, ['rules', 'onAlert', 'maxGroups'], 'createAlerts');
  const { rules, onAlert, maxGroups = 1_000 } = options;
  checkType({ onAlert }, 'function');
  checkWhole({ maxGroups }, { min: 1 });
  if (!Array.isArray(rules)) throw new OptionsError('rules must be a list of rules.');
  const windows = rules.map((rule): readonly [AlertRule, RuleWindow] => [
    checkRule(rule),
    createRuleWindow({ count: rule.count, withinMs: rule.withinMs, maxGroups }),
  ]);

  function tell(event: SecurityEvent): void {
    for (const [{ name, on, by, count, withinMs }, window] of windows) {
      if (!on.includes(event.kind)) continue;
      const group = groupOf(event, by);
      if (window.count(group, event.at)) callQuietly(onAlert, { rule: name, group, count, withinMs, event });
    }
  }
  return { tell, hooks: { onAuthFailure: tell, onForbidden: tell, onRateLimit: tell } };
}

/** An event whose group cannot be told is still counted. */
function groupOf(event: SecurityEvent, by: AlertRule['by']): string {
  try {
    return by?.(event) ?? '';
  } catch {
    return '';
  }
}

function checkRule(rule: AlertRule): AlertRule {
  checkOptions(rule, ['name', 'on', 'count', 'withinMs', 'by'], 'a rule');
  const { name, on, count, withinMs, by } = rule;
  if (typeof name !== 'string' || name === '') throw new OptionsError('The name of a rule must be a text.');
  if (!Array.isArray(on) || on.length === 0)
    throw new OptionsError(`on of the rule must name ${kinds.join(', ')}.`);
  for (const kind of on) checkChoice({ on: kind }, kinds);
  checkWhole({ count, withinMs }, { min: 1 });
  checkType({ by }, 'function');
  return rule;
}
