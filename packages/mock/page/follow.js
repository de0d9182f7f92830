/** @typedef {import('../src/live/live-view.js').LiveView} LiveView */

/** How long silence may last: the platform says something every two seconds. */
const patienceMs = 5_000;
const retryMs = 1_000;

/**
 * Follows what happens, for as long as the page is open. Whoever hears nothing for a while begins anew.
 *
 * @param {{ onView: (view: Partial<LiveView>) => void, onState: (state: 'live' | 'reconnecting') => void }} listener
 */
export function follow({ onView, onState }) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  function open() {
    const source = new EventSource('/__mock/stream');
    const listen = () => {
      clearTimeout(timer);
      timer = setTimeout(() => again(0), patienceMs);
    };
    const again = (/** @type {number} */ waitMs) => {
      onState('reconnecting');
      source.close();
      clearTimeout(timer);
      timer = setTimeout(open, waitMs);
    };
    source.addEventListener('open', listen);
    source.addEventListener('error', () => again(retryMs));
    source.addEventListener('beat', listen);
    source.addEventListener('view', (event) => {
      listen();
      onState('live');
      onView(JSON.parse(event.data));
    });
    listen();
  }

  open();
}
