import type { JourneyView } from '@fanfare/browser';

/** How something is handed out. */
export type MechanismName = Extract<JourneyView, { readonly mechanism: string }>['mechanism'];

/** The part of a journey's view that is about one mechanism. */
export type MechanismView<Mechanism extends MechanismName> = Extract<
  JourneyView,
  { readonly mechanism: Mechanism }
>;
