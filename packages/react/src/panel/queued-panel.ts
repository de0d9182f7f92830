import type { QueuedView } from '@fanfare/browser';
import { panel, type Panel } from './panel.js';
import type { PanelKit } from './panel-kit.js';

/** Below it "soon" is said where no numbers are, in milliseconds. */
const soonMs = 120_000;
/** How far the bar goes for the last and for the first in line: it is seen to be one, and not over before it is. */
const [leastProgress, mostProgress] = [0.03, 0.95];

/** What is shown to those who stand in line. */
export function queuedPanel({ place }: QueuedView, { state, translator }: PanelKit): Panel {
  const { text, number } = translator;
  const title = text('participating.queue.title');
  const wait = waitText(place, translator);
  const shown = {
    name: 'participating',
    title,
    text: wait,
    hint: text('participating.queue.text'),
    buttons: [{ press: 'leave', label: text('participating.queue.button'), kind: 'quiet' }],
  } as const;
  const { position, displayMode } = place;
  if (position === null || displayMode !== 'precise') return panel(shown);
  const ahead = Math.max(0, position - 1);
  const done = ahead === 0 ? 1 : 1 - ahead / Math.max(state.furthest - 1, ahead);
  return panel({
    ...shown,
    figure: {
      value: number(position),
      label:
        ahead === 0 ? text('participating.queue.next') : text('participating.queue.ahead', { count: ahead }),
    },
    progress: {
      value: Math.max(leastProgress, done * mostProgress),
      label: text('participating.queue.progress'),
    },
    spoken: `${title}: ${number(position)}. ${wait ?? ''}`.trim(),
  });
}

function waitText(
  { estimatedWaitMs, displayMode }: QueuedView['place'],
  { text, duration }: PanelKit['translator'],
): string | null {
  if (estimatedWaitMs === null) return null;
  if (displayMode === 'precise') {
    return text('participating.queue.wait', { duration: duration(estimatedWaitMs) });
  }
  return text(estimatedWaitMs < soonMs ? 'participating.queue.soon' : 'participating.queue.while');
}
