/** A signal that follows several others, until it is released. */
export interface JoinedSignal {
  readonly signal: AbortSignal;
  /** Lets go of the others; without it a long-lived one would collect listeners. */
  readonly release: () => void;
}

/** Joins signals into one that aborts as soon as any of them does, for the same reason. */
export function joinSignals(signals: readonly (AbortSignal | undefined)[]): JoinedSignal {
  const controller = new AbortController();
  const release: () => void = () => undo.forEach((run) => run());
  const undo = signals.flatMap((signal) => {
    if (signal === undefined) return [];
    const follow = (): void => controller.abort(signal.reason);
    if (signal.aborted) follow();
    signal.addEventListener('abort', follow);
    return [() => signal.removeEventListener('abort', follow)];
  });
  return { signal: controller.signal, release };
}
