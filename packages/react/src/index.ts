'use client';

export type { ActivityView } from './activity-store.js';
export { FanfareProvider, type FanfareProviderProps } from './fanfare-provider.js';
export type { RuntimeSource } from './runtime.js';
export {
  createServerClock,
  type LearningClock,
  type ServerClock,
  type ServerClockOptions,
} from './server-clock.js';
export type { Slot } from './experience/slots-store.js';
export { useAction, type ActionState } from './use-action.js';
export { useActivity, type UseActivityOptions } from './use-activity.js';
export { useAppointment, type AppointmentHandle, type UseAppointmentOptions } from './use-appointment.js';
export { useAuction } from './use-auction.js';
export { useCountdown } from './use-countdown.js';
export { useDraw } from './use-draw.js';
export { useFanfare } from './use-fanfare.js';
export { useJourney, type JourneyHandle, type UseJourneyOptions } from './use-journey.js';
export type { MechanismName, MechanismView } from './mechanism-view.js';
export { useQueue } from './use-queue.js';
export { useSession } from './use-session.js';
export { useTimedRelease } from './use-timed-release.js';
export { useWaitlist, type WaitlistHandle, type WaitlistView } from './use-waitlist.js';
export type { ExperienceListeners } from './experience/experience.js';
export type { ExperienceState } from './experience/experience-state.js';
export type { Press, PressFields } from './experience/press.js';
export type { Panel, PanelButton, PanelField, PanelForm, PanelName, PanelOption } from './panel/panel.js';
export type { Identity } from './panel/panel-kit.js';
export { english, type Text, type TextKey, type Texts } from './texts/english.js';
export { german } from './texts/german.js';
export {
  createTranslator,
  type TextValues,
  type Translator,
  type TranslatorOptions,
} from './texts/translator.js';
export { readTheme, type ReadTheme } from './theme/read-theme.js';
export { themeProperties, type Theme } from './theme/theme.js';
export { ExperienceWidget } from './widget/experience-widget.js';
export { useExperience } from './widget/use-experience.js';
export type {
  ExperienceProps,
  ExperienceWidgetProps,
  SlotName,
  SlotProps,
  UseExperienceOptions,
} from './widget/widget-props.js';
