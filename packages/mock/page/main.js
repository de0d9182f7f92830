import { byId } from './by-id.js';
import { control } from './control.js';
import { faultForm } from './fault-form.js';
import { follow } from './follow.js';
import { showClock } from './show-clock.js';
import { showDeliveries } from './show-deliveries.js';
import { showFaults } from './show-faults.js';
import { showMail } from './show-mail.js';
import { showOrders } from './show-orders.js';
import { showRequests } from './show-requests.js';
import { showRooms } from './show-rooms.js';
import { showSessions } from './show-sessions.js';

/** @typedef {import('../src/live/live-view.js').LiveView} LiveView */

const form = faultForm();

/** @param {LiveView['platform']} platform */
function showPlatform(platform) {
  const { profile, seed, defects } = platform;
  byId('facts').textContent =
    `${profile} profile · seed ${seed}${defects === 0 ? '' : ` · ${defects} defects`}`;
  form(platform);
}

/** @type {{ [Part in keyof LiveView]: (part: LiveView[Part]) => void }} */
const parts = {
  platform: showPlatform,
  clock: showClock(),
  rooms: showRooms(),
  requests: showRequests(),
  sessions: showSessions(),
  deliveries: showDeliveries(),
  mail: showMail(),
  orders: showOrders(),
  faults: showFaults(),
};

/** @type {Readonly<Record<'live' | 'reconnecting', string>>} */
const states = { live: 'Live', reconnecting: 'Reconnecting…' };

follow({
  onView(view) {
    for (const [name, part] of Object.entries(view)) {
      const show = /** @type {(part: unknown) => void} */ (parts[/** @type {keyof LiveView} */ (name)]); // of this name
      show(part);
    }
  },
  onState(state) {
    const link = byId('link');
    if (link.dataset['state'] === state) return;
    link.dataset['state'] = state;
    link.textContent = states[state];
  },
});

byId('reset').addEventListener('click', () => {
  if (confirm('Forget every session, place and order, and begin anew?')) void control('POST', 'reset');
});
