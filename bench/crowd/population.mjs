const minute = 60_000;
/** What each question to the dice is about. */
const about = { arrival: 1, tabs: 2, habit: 3, period: 4, phase: 5, calls: 6, reload: 7, crowd: 8, late: 9 };

/** How the crowd behaves. Guesses, and the same for every policy. */
export const usualHabits = {
  opensAtMs: 10 * minute,
  /** This part signs in around the opening (normal, deviation two minutes), the rest evenly over forty minutes. */
  burst: 0.6,
  burstDeviationMs: 2 * minute,
  restMs: 40 * minute,
  /** How many have more than one, two and three tabs. */
  moreTabs: [0.3, 0.1, 0.03],
  /** This part looks at the page all the time; the others for two fifths of periods of 5 to 40 minutes. */
  alwaysLooking: 0.5,
  lookingShare: 0.4,
  /** The mean time from one reload to the next. */
  reloadMs: 40 * minute,
  /** A page that is looked at makes a call with the token this often, and a hidden one half as often. */
  callMs: 15_000,
};

/** Creates a crowd: who comes when, with how many tabs, who looks when, and when their pages make calls. */
export function createPopulation({ shoppers, dice, habits: given = {} }) {
  const habits = { ...usualHabits, ...given };
  const arrival = new Float64Array(shoppers);
  const tabs = new Uint8Array(shoppers);
  const period = new Float64Array(shoppers);
  const phase = new Float64Array(shoppers);
  for (let who = 0; who < shoppers; who += 1) {
    arrival[who] = arrivalOf(who);
    const die = dice(who, about.tabs);
    tabs[who] = 1 + habits.moreTabs.filter((share) => die < share).length;
    if (dice(who, about.habit) < habits.alwaysLooking) continue;
    period[who] = (5 + 35 * dice(who, about.period)) * minute;
    phase[who] = dice(who, about.phase) * period[who];
  }

  function arrivalOf(who) {
    if (dice(who, about.crowd) >= habits.burst) return dice(who, about.late) * habits.restMs;
    const angle = 2 * Math.PI * dice(who, about.arrival);
    const radius = Math.sqrt(-2 * Math.log(1 - dice(who, about.arrival, 1)));
    return Math.max(0, habits.opensAtMs + habits.burstDeviationMs * radius * Math.cos(angle));
  }

  const isLooking = (who, time) =>
    period[who] === 0 || (time + phase[who]) % period[who] < period[who] * habits.lookingShare;
  /** The tab that was in front last. */
  const tabAt = (who, time) =>
    period[who] === 0 ? 0 : Math.floor((time + phase[who]) / period[who]) % tabs[who];

  return {
    shoppers,
    arrival,
    tabs,
    isLooking,
    tabAt,
    isVisible: (who, tab, time) => tabAt(who, time) === tab && isLooking(who, time),
    /** When they next turn to the page or away from it; `Infinity` for never. */
    nextTurn(who, time) {
      if (period[who] === 0) return Infinity;
      const into = (time + phase[who]) % period[who];
      const looking = period[who] * habits.lookingShare;
      return time + Math.max(1, (into < looking ? looking : period[who]) - into);
    },
    /** When a tab next makes a call, from `time` on. */
    nextCall(who, tab, time) {
      const offset = dice(who, about.calls, tab) * 2 * habits.callMs;
      let step = Math.max(0, Math.ceil((time - offset) / habits.callMs));
      const at = () => offset + step * habits.callMs;
      if (step % 2 === 1 && !this.isVisible(who, tab, at())) step += 1;
      return at();
    },
    nextReload: (who, nth, time) => time - Math.log(1 - dice(who, about.reload, nth)) * habits.reloadMs,
  };
}
