import type { OperationId } from '@fanfare/contract/operations';
import type { WebhookEventType } from '@fanfare/contract/webhooks';
import type { MockContext } from '../context.js';
import { randomFor } from '../random/random-for.js';
import { isoTime } from '../state/iso-time.js';
import { checkFault } from './check-fault.js';
import { facetsOf, type Facet } from './facets-of.js';
import type { Fault } from './fault.js';
import type { FaultLog, FaultStrike } from './fault-log.js';
import type { ScenarioName } from './scenario-names.js';
import { scenarios } from './scenarios.js';

/** A call, as far as faults look at it. */
export interface FaultyCall {
  readonly operation: OperationId;
  readonly requestId: string;
  /** A further page of a list is asked for. */
  readonly hasCursor: boolean;
  /** There is a session of a consumer that could be ended. */
  readonly hasSession: boolean;
  /** A fault that the request itself asked for, checked. */
  readonly asked?: Fault | undefined;
}

/** A delivery, as far as faults look at it. */
export interface FaultyDelivery {
  readonly eventType: WebhookEventType;
  readonly deliveryId: string;
  /** A fault that the call which led to it asked for, checked. */
  readonly asked?: Fault | undefined;
}

/** A fault that is in force. */
export interface ArmedFault {
  readonly id: number;
  readonly fault: Fault;
  readonly scenario: ScenarioName | null;
  /** How many more calls it hits; `null` for every one. */
  readonly left: number | null;
}

/** The faults of a platform. */
export interface Faults {
  /**
   * Adds a fault and returns its undo.
   *
   * @throws {TypeError} where no answer can have its status, or it hits no call.
   */
  add(fault: Fault): () => void;
  /** Begins a scenario, if it has not begun; returns the undo. */
  begin(name: ScenarioName): () => void;
  /** Ends a scenario. */
  end(name: ScenarioName): void;
  /** Ends one fault. */
  remove(id: number): void;
  readonly armed: readonly ArmedFault[];
  /** Takes what hits a call: of each side of the answer, the first fault that spoils it. */
  strikeCall(call: FaultyCall): Fault | undefined;
  /** Takes what hits a delivery. */
  strikeDelivery(delivery: FaultyDelivery): Fault | undefined;
  readonly log: FaultLog;
  /** Ends every fault, and strikes as a log says from now on: the same, at the same calls since the platform began. */
  replay(log: Pick<FaultLog, 'strikes'>): void;
  clear(): void;
}

type Armed = { -readonly [Key in keyof ArmedFault]: ArmedFault[Key] };
type Struck = Pick<FaultStrike, 'operation' | 'eventType' | 'requestId'>;

const mostStrikes = 10_000;

/** Makes an empty set of faults. */
export function createFaults({ seed, clock }: Pick<MockContext, 'seed' | 'clock'>): Faults {
  const armed = new Map<number, Armed>();
  const counts = new Map<string, number>();
  const strikes: FaultStrike[] = [];
  const script = new Map<string, readonly FaultStrike[]>();
  let serial = 0;
  let seq = 0;

  function arm(fault: Fault, scenario: ScenarioName | null): number {
    const checked = checkFault(fault);
    const id = (serial += 1);
    armed.set(id, { id, fault: checked, scenario, left: checked.times ?? null });
    return id;
  }

  function end(name: ScenarioName): void {
    for (const { id, scenario } of [...armed.values()]) if (scenario === name) armed.delete(id);
  }

  function strike(struck: Struck, hits: (fault: Fault) => boolean, asked?: Fault): Fault | undefined {
    const target = targetOf(struck);
    const ordinal = (counts.get(target) ?? 0) + 1;
    counts.set(target, ordinal);
    const planned = script.get(`${target} ${String(ordinal)}`);
    const found = planned ?? draw({ target, ordinal, hits, asked });
    for (const { fault, scenario } of found) {
      seq += 1;
      strikes.push({ seq, time: isoTime(clock.now()), ...struck, ordinal, scenario, fault });
      if (strikes.length > mostStrikes) strikes.shift();
    }
    if (found.length === 0) return undefined;
    return Object.assign({}, ...found.map(({ fault }) => fault)) as Fault; // sides that do not overlap
  }

  function draw({
    target,
    ordinal,
    hits,
    asked,
  }: Drawing): readonly Pick<FaultStrike, 'fault' | 'scenario'>[] {
    const candidates: readonly Armed[] = [
      ...(asked === undefined ? [] : [{ id: 0, fault: asked, scenario: null, left: null }]),
      ...armed.values(),
    ];
    const taken = new Set<Facet>();
    return candidates.flatMap((entry) => {
      const facets = facetsOf(entry.fault);
      if (!hits(entry.fault) || [...facets].some((facet) => taken.has(facet))) return [];
      const random = randomFor(seed, `${String(entry.id)} ${target} ${String(ordinal)}`);
      if (random() >= (entry.fault.probability ?? 1)) return [];
      for (const facet of facets) taken.add(facet);
      if (entry.left !== null && (entry.left -= 1) <= 0) armed.delete(entry.id);
      return { fault: decide(entry.fault, random), scenario: entry.scenario };
    });
  }

  return {
    add(fault) {
      const id = arm(fault, null);
      return () => void armed.delete(id);
    },
    begin(name) {
      end(name);
      for (const fault of scenarios[name].faults) arm(fault, name);
      return () => end(name);
    },
    end,
    remove: (id) => void armed.delete(id),
    get armed() {
      return [...armed.values()];
    },
    strikeCall({ operation, requestId, asked, hasCursor, hasSession }) {
      const hits = (fault: Fault): boolean =>
        fault.webhooks === undefined &&
        (fault.operation ?? operation) === operation &&
        (fault.repeatCursor === undefined || hasCursor) &&
        (fault.revokeSession === undefined || hasSession);
      return strike({ operation, eventType: null, requestId }, hits, asked);
    },
    strikeDelivery({ eventType, deliveryId, asked }) {
      const hits = (fault: Fault): boolean =>
        fault.webhooks !== undefined && (fault.eventType ?? eventType) === eventType;
      return strike({ operation: null, eventType, requestId: deliveryId }, hits, asked);
    },
    get log() {
      return { seed, strikes: [...strikes] };
    },
    replay({ strikes: given }) {
      armed.clear();
      script.clear();
      for (const planned of given) {
        const key = `${targetOf(planned)} ${String(planned.ordinal)}`;
        script.set(key, [...(script.get(key) ?? []), { ...planned, fault: checkFault(planned.fault) }]);
      }
    },
    clear() {
      armed.clear();
      script.clear();
    },
  };
}

interface Drawing {
  readonly target: string;
  readonly ordinal: number;
  readonly hits: (fault: Fault) => boolean;
  readonly asked: Fault | undefined;
}

function targetOf({ operation, eventType }: Pick<FaultStrike, 'operation' | 'eventType'>): string {
  return operation ?? `webhook ${eventType ?? ''}`;
}

const chances: ReadonlySet<string> = new Set<keyof Fault>(['times', 'probability', 'jitterMs']);

/** Puts what chance decided in the place of chances, so that a log repeats it. */
function decide(fault: Fault, random: () => number): Fault {
  const said = Object.entries(fault).filter(([field]) => !chances.has(field));
  const { latencyMs = 0, jitterMs } = fault;
  const drawn = jitterMs === undefined ? {} : { latencyMs: latencyMs + Math.floor(random() * jitterMs) };
  return { ...Object.fromEntries(said), ...drawn };
}
