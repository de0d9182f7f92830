import type { ActivityItem, ActivityKind } from '@fanfare/contract';
import { plainText } from './plain-text.js';
import { safeLink, type SafeLink } from './safe-link.js';

/** Something that happened, ready to be shown: every field is text, and none is markup. */
export interface Notice {
  /** Names the happening; `activity.track` takes it. */
  readonly activityId: string;
  readonly kind: ActivityKind;
  readonly text: string;
  /** When it happened, to the minute. */
  readonly at: string;
  readonly link: SafeLink | null;
}

/** What a notice says, and where it leads. */
export interface NoticeOptions {
  /** Your sentence for each kind; a kind without one is not shown. `{subject}` stands for `subject`. */
  readonly texts: Readonly<Partial<Record<ActivityKind, string>>>;
  /** What it happened to, such as the name of an experience; read as text of others. @default nothing */
  readonly subject?: string | undefined;
  /** Where the notice leads. @default nowhere */
  readonly href?: string | undefined;
}

/**
 * Makes a notice of something that a feed told. Nothing of what the platform or a merchant wrote can run in your page, if you
 * show `text` as text, and set `href` and `rel` of a link to those of `link`.
 *
 * @returns `null` for a kind that `texts` has no sentence for
 * @example
 * ```ts
 * import { createActivity } from '@fanfare/browser/activity';
 * import { activityNotice } from '@fanfare/browser/notices';
 * import { connect } from '@fanfare/browser/session';
 *
 * const activity = createActivity(connect({ publishableKey: 'pk_test_a1b2c3d4e5f6' }));
 * const { activities } = await activity.feed('exp_1');
 * for (const item of activities) {
 *   const notice = activityNotice(item, { texts: { granted: 'Somebody got into {subject}' }, subject: 'Aurora' });
 *   if (notice !== null) document.body.append(notice.text);
 * }
 * ```
 */
export function activityNotice(item: ActivityItem, { texts, subject, href }: NoticeOptions): Notice | null {
  const { activityId, kind, at } = item;
  // Own names only: a kind called "constructor" is none of yours.
  const sentence = Object.hasOwn(texts, kind) ? texts[kind] : undefined;
  if (typeof sentence !== 'string') return null;
  const name = plainText(subject);
  return {
    activityId: plainText(activityId),
    kind,
    text: sentence.replaceAll('{subject}', () => name), // a function: `$&` in a name is no pattern
    at: plainText(at),
    link: href === undefined ? null : safeLink(href),
  };
}
