/** A status that this version of the SDK does not know. */
export interface UnknownState {
  readonly status: 'UNKNOWN';
  /** The status as the platform wrote it. */
  readonly received: string;
}

/** Gives a state whose status is none of `known` an arm of its own, so that a switch over the union stays exhaustive. */
export function orUnknown<State extends { readonly status: string }>(
  state: State,
  known: readonly State['status'][],
): State | UnknownState {
  return known.includes(state.status) ? state : { status: 'UNKNOWN', received: state.status };
}
