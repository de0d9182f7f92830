import type { Model } from './machine.js';
import type { SessionStatus, SessionView } from './session.js';

/** Shows of a model what an application may see. */
export function sessionView(model: Model, isUsable: boolean): SessionView {
  const { record, reason } = model;
  if (record === null) {
    return {
      status: statusOf(model, isUsable),
      signedIn: false,
      epoch: 0,
      ...(reason !== null && { reason }),
    };
  }
  const { consumer, epoch } = record;
  return { status: statusOf(model, isUsable), signedIn: true, consumer, epoch };
}

function statusOf({ phase, reason }: Model, isUsable: boolean): SessionStatus {
  switch (phase) {
    case 'anonymous':
    case 'authenticated':
      return phase;
    case 'refreshing':
    case 'waiting':
      return isUsable ? 'authenticated' : 'refreshing';
    case 'ended':
      return reason === 'expired' ? 'expired' : 'signed_out';
    default:
      return 'unknown';
  }
}

/** Returns `previous` where nothing that an application sees is different, so that views can be compared by identity. */
export function keepIfSame(previous: SessionView, next: SessionView): SessionView {
  return JSON.stringify(previous) === JSON.stringify(next) ? previous : next;
}
