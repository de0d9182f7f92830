import type { Fault } from './fault.js';

/** The sides of an answer that faults leave to one another; two faults of one side cannot both strike a call. */
export type Facet = 'latency' | 'date' | 'outcome';

const selectors: ReadonlySet<string> = new Set<keyof Fault>(['like', 'operation', 'times', 'probability']);
const sides: Readonly<Partial<Record<string, Facet>>> = {
  latencyMs: 'latency',
  jitterMs: 'latency',
  dateSkewMs: 'date',
  withoutDate: 'date',
};

/** Tells which sides of an answer a fault spoils. */
export function facetsOf(fault: Fault): ReadonlySet<Facet> {
  const said = Object.keys(fault).filter((name) => !selectors.has(name));
  return new Set(said.map((name) => sides[name] ?? 'outcome'));
}
