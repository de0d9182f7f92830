import type { PanelForm } from './panel.js';
import type { PanelKit } from './panel-kit.js';

/** Lists the free times; `null` while none are known, or there are none. */
export function slotsForm(
  { state: { slots, view }, translator: { text, moment } }: PanelKit,
  form: Pick<PanelForm, 'press' | 'submit' | 'kind'>,
): PanelForm | null {
  const own = 'consumer' in view ? view.consumer.slotId : undefined;
  const free = (slots ?? []).filter(({ available, id }) => available > 0 && id !== own);
  if (free.length === 0) return null;
  const options = free.map(({ id, startTime, timezone, available }) => ({
    value: id,
    label: moment(startTime, timezone),
    note: text('slots.left', { count: available }),
  }));
  return { ...form, choice: { name: 'slotId', legend: text('slots.legend'), options } };
}
