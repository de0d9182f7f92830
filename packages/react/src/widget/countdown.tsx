import type { ReactElement } from 'react';
import { clockText } from '../panel/clock-text.js';
import type { Panel } from '../panel/panel.js';
import { useCountdown } from '../use-countdown.js';

/** Counts down by the time of the platform. */
export function Countdown({ until, label }: NonNullable<Panel['countdown']>): ReactElement | null {
  const seconds = useCountdown(until);
  if (seconds === null) return null;
  return (
    <p className="ff-countdown">
      <span className="ff-label">{label}</span>
      <span className="ff-time" role="timer" aria-label={label}>
        {clockText(seconds)}
      </span>
    </p>
  );
}
