import { useEffect, useRef, type ReactElement } from 'react';
import { onChallengeAnswer } from '../experience/challenge-answer.js';
import { frameRights, type Panel } from '../panel/panel.js';
import type { ExperienceProps } from './widget-props.js';

/** Shows a bot check, and hands in the token that it ends with. */
export function ChallengeFrame({
  url,
  title,
  challengeId,
  press,
}: NonNullable<Panel['frame']> & Pick<ExperienceProps, 'press'>): ReactElement {
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(
    () =>
      onChallengeAnswer(
        { challengeId, url },
        { frame: () => frame.current, answer: (token) => void press('answerChallenge', { token }) },
      ),
    [challengeId, url, press],
  );
  return <iframe ref={frame} className="ff-frame" src={url} title={title} sandbox={frameRights} />;
}
