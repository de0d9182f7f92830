import type { Grant } from '@fanfare/contract';
import type { JourneyView } from '@fanfare/browser';

/** Compiles only as long as every arm is handled and the arms are told apart by their literals. */
export function shown(view: JourneyView): string {
  switch (view.journeyStage) {
    case 'ready':
    case 'restoring':
    case 'routing':
      return view.journeyStage;
    case 'gated':
      return view.gates.map((gate) => gate.type).join();
    case 'no_access':
      return view.reasons.map((reason) => reason.code).join();
    case 'unknown':
      return view.received;
    case 'routed':
      return routed(view);
  }
}

function routed(view: Extract<JourneyView, { journeyStage: 'routed' }>): string {
  switch (view.phase) {
    case 'unavailable':
      return view.reason ?? '';
    case 'scheduled':
    case 'enterable':
    case 'settling':
      return view.mechanism;
    case 'participating':
      return view.mechanism === 'queue' ? String(view.place.position) : view.mechanism;
    case 'granted': {
      const grant: Grant = view.grant;
      return grant.distributionId;
    }
    case 'ended':
      return view.outcome.type;
    case 'unknown':
      return view.received;
  }
}

export function actionsOf(view: JourneyView): void {
  if (view.journeyStage === 'gated') {
    // @ts-expect-error nobody can enter a line through a gate
    view.actions.includes('enter' satisfies (typeof view.actions)[number]);
  }
  // @ts-expect-error a grant is there only where one was granted
  void view.grant;
  // @ts-expect-error the grant has one place in a view, and this is not it
  if (view.journeyStage === 'routed' && view.phase === 'granted') void view.consumer.admissionGrant;
}
