/** What decides when a page asks again. `after(page)` returns milliseconds, or null for never. */

/**
 * Our pages: the SDK's own decisions. One tab of a shopper polls. `hintMs` is what the platform writes into `pollAfterMs`; with `live`, a stream tells what
 * happens and polling only makes sure (the SDK then asks once a minute in a queue, journeys/follow-journey.ts).
 */
export function adaptive(sdk, { name = 'Fanfare', hintMs, live, bend } = {}) {
  const liveMs = 60_000;
  return {
    name,
    isOnePerShopper: true,
    live,
    after({ snapshot, now, isHidden, failures, random, isLive }) {
      const asked = sdk.pollNeedOf(snapshot, now);
      const need = asked !== null && isLive ? { ...asked, everyMs: Math.max(asked.everyMs, liveMs) } : asked;
      const given = { need, isHidden, failures, hintMs, retryAfterMs: undefined, isFollower: false, random };
      const wait = sdk.nextPoll(given);
      return wait === null || bend === undefined ? wait : bend(wait, given);
    },
  };
}

/** The same pages as they were until ADR 28: after a failure again within a second, and twice as long each time. */
export function asBefore(sdk) {
  const bend = (wait, { failures, isHidden, random }) => {
    if (failures === 0) return wait;
    const bound = Math.min(30_000, 1_000 * 2 ** Math.min(failures - 1, 10));
    return Math.max(500, isHidden ? 30_000 : 0, Math.floor(random() * bound));
  };
  return adaptive(sdk, { name: 'Fanfare, as it was', bend });
}

/** Pages that ask at fixed times, in every tab, whatever happens. */
export function fixedInterval(everyMs) {
  return { name: `Every ${everyMs / 1_000} s in each tab`, isOnePerShopper: false, after: () => everyMs };
}
