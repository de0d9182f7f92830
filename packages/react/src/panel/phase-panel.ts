import type { GrantedView, RoutedView, ScheduledView, SettlingView, UnavailableView } from '@fanfare/browser';
import { auctionPanel } from './auction-panel.js';
import { bookedPanel, bookingPanel } from './appointment-panels.js';
import { endedPanel } from './ended-panel.js';
import { panel, type Panel, type PanelButton } from './panel.js';
import type { PanelKit } from './panel-kit.js';
import { queuedPanel } from './queued-panel.js';
import { unknownPanel } from './unknown-panel.js';

/** What is shown to those who are on a way. */
export function phasePanel(view: RoutedView, kit: PanelKit): Panel {
  const { text } = kit.translator;
  if (view.phase === 'unknown') return unknownPanel(kit);
  if (view.phase === 'unavailable') return closedPanel(view, kit);
  const kicker = text(`kicker.${view.mechanism}`);
  return { ...phase(view, kit), mechanism: view.mechanism, kicker };
}

function phase(view: Exclude<RoutedView, { phase: 'unavailable' | 'unknown' }>, kit: PanelKit): Panel {
  const { text } = kit.translator;
  switch (view.phase) {
    case 'scheduled':
      return closedPanel(view, kit);
    case 'enterable':
      if (view.mechanism === 'auction') return auctionPanel(view, kit);
      if (view.mechanism === 'appointment') return bookingPanel(view, kit);
      return panel({
        name: 'enterable',
        title: text(`enterable.${view.mechanism}.title`),
        text: text(`enterable.${view.mechanism}.text`),
        countdown: until(view.distribution.closesAt, text('enterable.closes')),
        buttons: [{ press: 'enter', label: text(`enterable.${view.mechanism}.button`), kind: 'primary' }],
      });
    case 'participating':
      if (view.mechanism === 'queue') return queuedPanel(view, kit);
      if (view.mechanism === 'auction') return auctionPanel(view, kit);
      if (view.mechanism === 'appointment') return bookedPanel(view, kit);
      return panel({
        name: 'participating',
        title: text(`participating.${view.mechanism}.title`),
        text: text(`participating.${view.mechanism}.text`),
        countdown:
          view.mechanism === 'draw'
            ? until(view.distribution.settlesAt, text('participating.draw.countdown'))
            : null,
        buttons: [{ press: 'leave', label: text(`participating.${view.mechanism}.button`), kind: 'quiet' }],
      });
    case 'settling':
      return settlingPanel(view, kit);
    case 'granted':
      return grantedPanel(view, kit);
    case 'ended':
      return endedPanel(view, kit);
  }
}

function closedPanel(view: ScheduledView | UnavailableView, { translator }: PanelKit): Panel {
  const { text, moment } = translator;
  const { joinWaitlist, leaveWaitlist } = view.actions;
  const opensAt = view.phase === 'scheduled' ? view.distribution.opensAt : undefined;
  const buttons: PanelButton[] = [];
  if (joinWaitlist) buttons.push({ press: 'joinWaitlist', label: text('waitlist.join'), kind: 'primary' });
  if (leaveWaitlist) buttons.push({ press: 'leaveWaitlist', label: text('waitlist.leave'), kind: 'quiet' });
  return panel({
    name: view.phase,
    title: text(`${view.phase}.title`),
    text: text(leaveWaitlist ? 'waitlist.joined' : `${view.phase}.text`),
    countdown: until(opensAt, text('scheduled.countdown')),
    facts: opensAt === undefined ? [] : [{ label: text('scheduled.opens'), value: moment(opensAt) }],
    buttons,
  });
}

function settlingPanel({ mechanism }: SettlingView, { translator: { text } }: PanelKit): Panel {
  const title = text(`settling.${mechanism}.title`);
  return panel({ name: 'settling', title, text: text(`settling.${mechanism}.text`) });
}

function grantedPanel(
  { grant, actions }: GrantedView,
  { translator: { text }, canCheckout }: PanelKit,
): Panel {
  const buttons: PanelButton[] = [];
  if (canCheckout) buttons.push({ press: 'checkout', label: text('granted.checkout'), kind: 'primary' });
  if ('leave' in actions) buttons.push({ press: 'leave', label: text('granted.button'), kind: 'quiet' });
  return panel({
    name: 'granted',
    tone: 'good',
    title: text('granted.title'),
    text: text('granted.text'),
    countdown: until(grant.expiresAt, text('granted.countdown')),
    buttons,
  });
}

function until(time: string | undefined, label: string): Panel['countdown'] {
  return time === undefined ? null : { until: time, label };
}
