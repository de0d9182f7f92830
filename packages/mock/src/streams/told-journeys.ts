import type { ExperienceId, JourneyCause, JourneyState, OwnState, StreamEvent } from '@fanfare/contract';

/** What a client of the stream knows of a shopper's journeys, and what that lacks. */
export interface ToldJourneys {
  has(experienceId: ExperienceId): boolean;
  /** Compares with how it is now, and takes that for told. Positions count only where that is asked for. */
  differences(state: OwnState, options: DifferenceOptions): readonly StreamEvent[];
}

/** How differences are told. */
export interface DifferenceOptions {
  /** What brought them about, by experience. */
  readonly causes: ReadonlyMap<ExperienceId, ReadonlySet<JourneyCause>>;
  readonly withPositions: boolean;
}

interface Told {
  readonly text: string;
  position: number | undefined;
}

/** Takes a state for told. */
export function createToldJourneys(first: OwnState): ToldJourneys {
  const told = new Map<ExperienceId, Told>();
  for (const journey of first.active.journeys) told.set(journey.experienceId, toldOf(journey));

  function differenceOf(
    journey: JourneyState,
    { causes, withPositions }: DifferenceOptions,
  ): StreamEvent | undefined {
    const { experienceId } = journey;
    const before = told.get(experienceId);
    const now = toldOf(journey);
    if (before?.text !== now.text) {
      told.set(experienceId, now);
      return { event: 'journey', data: { experienceId, causes: causesIn(causes, experienceId), journey } };
    }
    if (!withPositions || now.position === undefined || before.position === now.position) return undefined;
    before.position = now.position;
    return positionEvent(journey, now.position);
  }

  return {
    has: (experienceId) => told.has(experienceId),
    differences(state, options) {
      const { journeys } = state.active;
      const gone = [...told.keys()].filter((id) => !journeys.some(({ experienceId }) => experienceId === id));
      for (const experienceId of gone) told.delete(experienceId);
      const left = gone.map((experienceId): StreamEvent => {
        return { event: 'journey', data: { experienceId, causes: causesIn(options.causes, experienceId) } };
      });
      return [...left, ...journeys.flatMap((journey) => differenceOf(journey, options) ?? [])];
    },
  };
}

function causesIn(causes: DifferenceOptions['causes'], experienceId: ExperienceId): JourneyCause[] {
  const known = [...(causes.get(experienceId) ?? [])];
  return known.length > 0 ? known : ['changed'];
}

/** A journey but for the position, which changes all the time and has an event of its own. */
function toldOf(journey: JourneyState): Told {
  const text = JSON.stringify(journey, (name, value: unknown) => (name === 'position' ? undefined : value));
  return { text, position: consumerOf(journey)?.position };
}

function positionEvent(journey: JourneyState, position: number): StreamEvent | undefined {
  if (journey.journeyStage !== 'routed' || !('distribution' in journey.sequence)) return undefined;
  const { experienceId, sequenceId, sequence } = journey;
  return {
    event: 'position',
    data: { experienceId, sequenceId, distributionId: sequence.distribution.id, position },
  };
}

function consumerOf(journey: JourneyState): { readonly position?: number | undefined } | undefined {
  if (journey.journeyStage !== 'routed' || !('consumer' in journey.sequence)) return undefined;
  return journey.sequence.consumer;
}
