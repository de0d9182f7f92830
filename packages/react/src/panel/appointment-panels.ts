import type { EnterableView, ParticipatingView } from '@fanfare/browser';
import { plainText } from '@fanfare/browser/notices';
import { panel, type Panel } from './panel.js';
import type { PanelKit } from './panel-kit.js';
import { slotsForm } from './slots-form.js';

type Booking = Extract<EnterableView, { mechanism: 'appointment' }>;
type Booked = Extract<ParticipatingView, { mechanism: 'appointment' }>;

/** What is shown to those who may book a time. */
export function bookingPanel(_view: Booking, kit: PanelKit): Panel {
  const { text } = kit.translator;
  const form = slotsForm(kit, { press: 'book', submit: text('slots.submit'), kind: 'primary' });
  const isNone = form === null && kit.state.slots !== null;
  return panel({
    name: 'enterable',
    title: text('enterable.appointment.title'),
    text: text(isNone ? 'enterable.appointment.none' : 'enterable.appointment.text'),
    forms: form === null ? [] : [form],
  });
}

/** What is shown to those who booked one. */
export function bookedPanel({ consumer, actions }: Booked, kit: PanelKit): Panel {
  const { text, moment } = kit.translator;
  const slot = kit.state.slots?.find(({ id }) => id === consumer.slotId);
  const move = slotsForm(kit, {
    press: 'reschedule',
    submit: text('participating.appointment.move'),
    kind: 'secondary',
  });
  const facts = [];
  if (slot !== undefined) {
    const value = moment(slot.startTime, slot.timezone);
    facts.push({ label: text('participating.appointment.when'), value });
  }
  if (slot?.locationName !== undefined) {
    facts.push({ label: text('participating.appointment.where'), value: plainText(slot.locationName) });
  }
  return panel({
    name: 'participating',
    tone: 'good',
    title: text('participating.appointment.title'),
    text: text('participating.appointment.text'),
    facts,
    forms: actions.reschedule !== undefined && move !== null ? [move] : [],
    buttons:
      actions.cancelBooking === undefined
        ? []
        : [{ press: 'cancelBooking', label: text('participating.appointment.button'), kind: 'quiet' }],
  });
}
