import type { JourneyView } from '@fanfare/browser';
import { gatedPanel } from './gated-panel.js';
import { panel, type Panel } from './panel.js';
import type { PanelKit } from './panel-kit.js';
import { phasePanel } from './phase-panel.js';
import { proofPanel } from './proof-panel.js';
import { signInPanel } from './sign-in-panel.js';
import { unknownPanel } from './unknown-panel.js';

/** Derives what a widget shows. Pure. */
export function panelOf(kit: PanelKit): Panel {
  const { view, session } = kit.state;
  const { text } = kit.translator;
  if (session.status === 'unknown') return loadingPanel(kit);
  if (!session.signedIn) return signInPanel(kit);
  const shown = proofPanel(kit) ?? stagePanel(view, kit);
  const isOffline = view.problem === 'network_error' || view.problem === 'timeout';
  const notice = text(isOffline ? 'notice.offline' : 'notice.late');
  return view.problem === null || shown.name === 'loading' ? shown : { ...shown, notice };
}

function stagePanel(view: JourneyView, kit: PanelKit): Panel {
  const { text } = kit.translator;
  switch (view.journeyStage) {
    case 'ready':
      return kit.state.pending === 'start' ? loadingPanel(kit) : startPanel(kit);
    case 'restoring':
    case 'routing':
      return loadingPanel(kit);
    case 'gated':
      return gatedPanel(view, kit);
    case 'no_access':
      return panel({
        name: 'noAccess',
        title: text('noAccess.title'),
        text: text('noAccess.text'),
        buttons: [{ press: 'reroute', label: text('noAccess.button'), kind: 'secondary' }],
      });
    case 'routed':
      return phasePanel(view, kit);
    case 'unknown':
      return unknownPanel(kit);
  }
}

/** What is shown while it is looked up where the shopper stands. */
function loadingPanel({ translator: { text } }: PanelKit): Panel {
  return panel({ name: 'loading', title: text('loading.title'), text: text('loading.text') });
}

/** What is shown before anything was begun. */
function startPanel({ translator: { text } }: PanelKit): Panel {
  return panel({
    name: 'start',
    title: text('start.title'),
    text: text('start.text'),
    buttons: [{ press: 'start', label: text('start.button'), kind: 'primary' }],
  });
}
