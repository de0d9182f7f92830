import type { ExperienceId } from '@fanfare/contract';
import { ConflictError } from '@fanfare/core';
import type { Connection } from '../connection.js';
import type { CallOptions } from '../resources/call-options.js';
import { createConsumers } from '../resources/consumers.js';
import { createExperiences, type RouteOptions } from '../resources/experiences.js';
import { createQueues } from '../resources/queues.js';
import { busyView, readyView } from './simple-views.js';
import { viewFromOwnState } from './view-from-own-state.js';
import { isQueueView, viewFromQueueState } from './view-from-queue-state.js';
import { viewFromRoute } from './view-from-route.js';
import type { JourneyAction, JourneyView } from './view.js';

/** What an action reads and changes. */
export interface ActionDesk {
  readonly view: JourneyView;
  show(view: JourneyView): void;
}

/** What a shopper can do, each from the view that is on the desk. */
export interface JourneyActions {
  start(desk: ActionDesk, options?: RouteOptions): Promise<void>;
  reroute(desk: ActionDesk, options?: RouteOptions): Promise<void>;
  enter(desk: ActionDesk, options?: CallOptions): Promise<void>;
  leave(desk: ActionDesk, options?: CallOptions): Promise<void>;
  exit(desk: ActionDesk, options?: CallOptions): Promise<void>;
}

/** Creates the actions of one journey. */
export function createJourneyActions(connection: Connection, experienceId: ExperienceId): JourneyActions {
  const experiences = createExperiences(connection);
  const queues = createQueues(connection);
  const consumers = createConsumers(connection);

  const route = async (options: RouteOptions = {}): Promise<JourneyView> => {
    const { accessCode: _code, ...limits } = options;
    const routed = viewFromRoute(experienceId, await experiences.route(experienceId, options));
    if (routed.journeyStage !== 'routing') return routed;
    return viewFromOwnState(experienceId, await consumers.me(limits)) ?? routed;
  };

  /** Shows that something is going on, and what was there before where it fails. */
  const underWay = async (desk: ActionDesk, work: () => Promise<JourneyView>): Promise<void> => {
    const { view: before } = desk;
    desk.show(busyView(experienceId, 'routing'));
    try {
      desk.show(await work());
    } catch (error) {
      desk.show(before.journeyStage === 'restoring' ? readyView(experienceId) : before);
      throw error;
    }
  };

  const actions: JourneyActions = {
    async start(desk, options = {}) {
      if (!isBefore(desk.view)) return;
      const { accessCode: _code, ...limits } = options;
      await underWay(desk, async () => {
        await experiences.enter(experienceId, limits);
        return route(options);
      });
    },
    async reroute(desk, options) {
      insist(desk.view, 'reroute');
      await underWay(desk, () => route(options));
    },
    async enter(desk, options) {
      await actions.start(desk, options);
      const { view } = desk;
      if (isIn(view)) return;
      insist(view, 'enter');
      if (!isQueueView(view)) return;
      desk.show(viewFromQueueState(view, await queues.enter(view.distribution.id, options)));
    },
    async leave(desk, options) {
      const { view } = desk;
      insist(view, 'leave');
      if (!isQueueView(view)) return;
      desk.show(viewFromQueueState(view, await queues.leave(view.distribution.id, options)));
    },
    async exit(desk, options) {
      insist(desk.view, 'exit');
      await experiences.leave(experienceId, options);
      desk.show(readyView(experienceId));
    },
  };
  return actions;
}

function isBefore({ journeyStage }: JourneyView): boolean {
  return journeyStage === 'ready' || journeyStage === 'restoring';
}

function isIn(view: JourneyView): boolean {
  return view.journeyStage === 'routed' && (view.phase === 'participating' || view.phase === 'granted');
}

function insist(view: JourneyView, action: JourneyAction): void {
  const legal: readonly JourneyAction[] = view.actions;
  if (legal.includes(action)) return;
  const where = view.journeyStage === 'routed' ? view.phase : view.journeyStage;
  const now = legal.length === 0 ? 'nothing, wait for the next view' : legal.join(', ');
  throw new ConflictError(
    `journey.${action} is not possible while the journey is "${where}". Possible now: ${now}. Nothing was sent.`,
    { code: 'conflict' },
  );
}
