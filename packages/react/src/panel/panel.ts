import type { MechanismName } from '../mechanism-view.js';
import type { FramedChallenge } from '../experience/challenge-answer.js';
import type { Press } from '../experience/press.js';

/** The kinds of panels that a widget shows; a slot takes the place of one. */
export type PanelName =
  | 'loading'
  | 'start'
  | 'signIn'
  | 'code'
  | 'accessCode'
  | 'botCheck'
  | 'secondFactor'
  | 'verifyEmail'
  | 'noAccess'
  | 'unavailable'
  | 'scheduled'
  | 'enterable'
  | 'participating'
  | 'settling'
  | 'granted'
  | 'ended'
  | 'unknown';

/** What a bot check in a frame may do: run, and keep its own cookies. It can neither navigate the page nor open windows. */
export const frameRights = 'allow-scripts allow-same-origin allow-forms';

/** Something to press. */
export interface PanelButton {
  readonly press: Press;
  readonly label: string;
  readonly kind: 'primary' | 'secondary' | 'quiet';
  /** What is handed over with it. @default nothing */
  readonly fields?: Readonly<Record<string, string>>;
}

/** Something to type. */
export interface PanelField {
  readonly name: string;
  readonly label: string;
  readonly type: 'email' | 'text';
  readonly inputMode: 'decimal' | 'email' | 'numeric' | 'text';
  readonly autoComplete: 'email' | 'off' | 'one-time-code';
  /** Stands below the field. */
  readonly hint?: string;
  readonly isWrong?: boolean;
}

/** One of which one is chosen. */
export interface PanelOption {
  readonly value: string;
  readonly label: string;
  readonly note: string;
}

/** What is filled in and sent. */
export interface PanelForm {
  readonly press: Press;
  readonly submit: string;
  readonly kind: 'primary' | 'secondary';
  readonly field?: PanelField;
  readonly choice?: {
    readonly name: string;
    readonly legend: string;
    readonly options: readonly PanelOption[];
  };
}

/** What a widget shows, as data: React and the web component draw the same. Nothing in it is markup. */
export interface Panel {
  readonly name: PanelName;
  readonly mechanism: MechanismName | null;
  readonly tone: 'neutral' | 'good' | 'bad';
  /** The line above the title. */
  readonly kicker: string | null;
  readonly title: string;
  readonly text: string | null;
  /** What is written large, and what it is. */
  readonly figure: { readonly value: string; readonly label: string } | null;
  /** From 0 to 1. */
  readonly progress: { readonly value: number; readonly label: string } | null;
  /** A time of the platform that is counted down to. */
  readonly countdown: { readonly until: string; readonly label: string } | null;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** A bot check that the shopper answers in a frame. */
  readonly frame: (FramedChallenge & { readonly title: string }) | null;
  readonly forms: readonly PanelForm[];
  readonly buttons: readonly PanelButton[];
  /** Stands below everything, small. */
  readonly hint: string | null;
  /** Something besides, such as that there is no network. */
  readonly notice: string | null;
  /** What is read out to those who do not see the panel. */
  readonly spoken: string;
}

/** A panel of which only what is different from an empty one is given. */
export type PanelParts = Pick<Panel, 'name' | 'title'> & Partial<Panel>;

/** Completes a panel. */
export function panel(parts: PanelParts): Panel {
  const { title, text = null } = parts;
  return {
    mechanism: null,
    tone: 'neutral',
    kicker: null,
    figure: null,
    progress: null,
    countdown: null,
    facts: [],
    frame: null,
    forms: [],
    buttons: [],
    hint: null,
    notice: null,
    spoken: text === null ? title : `${title}. ${text}`,
    ...parts,
    text,
  };
}

/** Names a panel together with its mechanism, for what has to change with it. */
export function panelKey({ name, mechanism }: Panel): string {
  return mechanism === null ? name : `${name}/${mechanism}`;
}
