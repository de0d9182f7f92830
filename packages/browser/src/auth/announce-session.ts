import type { Emitter } from '@fanfare/core';
import type { ClientEvents } from '../events.js';
import type { Session } from '../session/session.js';

/** Passes on what happens to a session as events of the client. */
export function announceSession(session: Session, events: Emitter<ClientEvents>): void {
  let before = session.state;
  session.on('change', (view) => {
    const { epoch, signedIn } = view;
    const isSignIn = signedIn && epoch !== before.epoch && before.status !== 'unknown';
    before = view;
    if (isSignIn) events.emit('auth:authenticated', { session: view });
  });
  session.on('refreshed', ({ by }) => events.emit('auth:refreshed', { by }));
  session.on('ended', ({ reason }) => {
    const isChoice = reason === 'logout' || reason === 'replaced';
    events.emit(isChoice ? 'auth:logout' : 'auth:session-expired', { reason });
  });
  session.on('degraded', ({ operation }) => events.emit('auth:degraded', { operation }));
}
