import type { ReactElement, Ref } from 'react';
import { ActionButton } from './action-button.js';
import { ChallengeFrame } from './challenge-frame.js';
import { Countdown } from './countdown.js';
import { PanelFormView } from './panel-form.js';
import type { ExperienceProps } from './widget-props.js';

/** What a body is drawn with. */
export interface PanelBodyProps extends ExperienceProps {
  readonly titleId: string;
  readonly heading: `h${2 | 3 | 4 | 5 | 6}`;
  readonly headingRef: Ref<HTMLHeadingElement>;
}

/** Draws a panel. */
export function PanelBody(props: PanelBodyProps): ReactElement {
  const { panel, state, press, problem, titleId, heading: Heading, headingRef } = props;
  const { figure, progress, countdown, facts, frame, forms, buttons } = panel;
  const pressed = buttons.map((button) => (
    <ActionButton
      key={`${button.press} ${button.kind}`}
      type="button"
      {...button}
      pending={state.pending}
      onClick={() => void press(button.press, button.fields)}
    />
  ));
  const drawn = forms.map((form) => (
    <PanelFormView key={form.press} form={form} state={state} press={press} />
  ));
  return (
    <div className="ff-body">
      <div className="ff-head">
        {panel.kicker !== null && <p className="ff-kicker">{panel.kicker}</p>}
        <Heading id={titleId} className="ff-title" tabIndex={-1} ref={headingRef}>
          {panel.title}
        </Heading>
        {panel.text !== null && <p className="ff-text">{panel.text}</p>}
      </div>
      {panel.name === 'loading' && (
        <div className="ff-skeleton" aria-hidden="true">
          <i />
          <i />
        </div>
      )}
      {figure !== null && (
        <p className="ff-figure">
          <span className="ff-value">{figure.value}</span> <span className="ff-label">{figure.label}</span>
        </p>
      )}
      {progress !== null && (
        <progress className="ff-progress" max={1} value={progress.value} aria-label={progress.label} />
      )}
      {countdown !== null && <Countdown {...countdown} />}
      {facts.length > 0 && (
        <dl className="ff-facts">
          {facts.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {frame !== null && <ChallengeFrame key={frame.challengeId} {...frame} press={press} />}
      {problem !== null && (
        <p className="ff-problem" role="alert">
          {problem}
        </p>
      )}
      {panel.notice !== null && <p className="ff-notice">{panel.notice}</p>}
      {pressed[0] !== undefined && <div className="ff-buttons">{pressed.slice(0, primaries(panel))}</div>}
      {drawn}
      {pressed.length > primaries(panel) && (
        <div className="ff-buttons">{pressed.slice(primaries(panel))}</div>
      )}
      {panel.hint !== null && <p className="ff-hint">{panel.hint}</p>}
    </div>
  );
}

/** How many buttons stand above the forms: those that matter most. */
function primaries({ buttons }: PanelBodyProps['panel']): number {
  return buttons.filter(({ kind }) => kind === 'primary').length;
}
