import type { ReactNode } from 'react';
import type { ExperienceListeners } from '../experience/experience.js';
import type { ExperienceState } from '../experience/experience-state.js';
import type { Press, PressFields } from '../experience/press.js';
import type { MechanismName } from '../mechanism-view.js';
import type { Identity } from '../panel/panel-kit.js';
import type { Panel, PanelName } from '../panel/panel.js';
import type { TranslatorOptions } from '../texts/translator.js';
import type { Theme } from '../theme/theme.js';

/** What is shown, for a drawing of your own. */
export interface ExperienceProps {
  /** What the widget would show, as data in the language of the widget. */
  readonly panel: Panel;
  /** Everything that it is derived from: the journey's `view` with its actions, the session, the free times. */
  readonly state: ExperienceState;
  /** Whether something is under way. */
  readonly isPending: boolean;
  /** What went wrong at the last press, in words for the shopper. */
  readonly problem: string | null;
  /** Does what a button or a form of the panel asks for. */
  readonly press: (press: Press, fields?: PressFields) => Promise<void>;
}

/** What a slot is given. */
export interface SlotProps extends ExperienceProps {
  /** What the widget itself would put there. */
  readonly standard: ReactNode;
}

/** The name of a slot: a panel, or a panel of one mechanism, such as `granted` or `participating/queue`. */
export type SlotName = PanelName | `${PanelName}/${MechanismName}`;

/** How an experience is used without the widget's own looks. */
export interface UseExperienceOptions extends TranslatorOptions, ExperienceListeners {
  readonly experienceId: string;
  /** How the shopper is asked who they are. @default `either` */
  readonly identity?: Identity | undefined;
}

/** What a widget takes. */
export interface ExperienceWidgetProps extends UseExperienceOptions {
  /** Parts of your own, by name; the one with a mechanism wins. @default none */
  readonly slots?: Readonly<Partial<Record<SlotName, (props: SlotProps) => ReactNode>>> | undefined;
  /** Draws everything; the widget then adds no markup and no styles. @default the widget draws */
  readonly children?: ((props: ExperienceProps) => ReactNode) | undefined;
  /** How the widget looks; what is no plain value is left out, and `onError` is told. @default plain */
  readonly theme?: Theme | undefined;
  /** @default `auto`, which goes by the device */
  readonly colorScheme?: 'auto' | 'light' | 'dark' | undefined;
  /** The level of the widget's heading in your page, from 2 to 6. @default 2 */
  readonly headingLevel?: 2 | 3 | 4 | 5 | 6 | undefined;
  readonly className?: string | undefined;
}
