import type { ReactElement } from 'react';
import type { Press } from '../experience/press.js';
import type { PanelButton } from '../panel/panel.js';

/** A button that is busy while what it asked for is under way. */
export interface ActionButtonProps extends Pick<PanelButton, 'press' | 'label' | 'kind'> {
  readonly type: 'button' | 'submit';
  /** What is under way. */
  readonly pending: Press | null;
  readonly onClick?: () => void;
}

/** Draws a button. One that is disabled would lose the keyboard's focus, so it only says that it is. */
export function ActionButton({
  type,
  press,
  label,
  kind,
  pending,
  onClick,
}: ActionButtonProps): ReactElement {
  return (
    <button
      type={type}
      className="ff-button"
      data-kind={kind}
      aria-disabled={pending !== null}
      aria-busy={pending === press}
      onClick={onClick}
    >
      {label}
    </button>
  );
}
