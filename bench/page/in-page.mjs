const until = (at) =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, at - performance.timeOrigin - performance.now())));

/** What the bench asks of a page, whichever peer is in it. */
export function drive(peer) {
  const instances = [];

  /** Makes so many calls at once; each settles by itself. */
  async function call({ count = 1, each = instances, atMs = 0, limitMs = 120_000, refreshes = false } = {}) {
    await until(atMs);
    const started = performance.now();
    const callOf = refreshes ? peer.refresh : peer.getToken;
    const one = async (instance) => callOf(await instance);
    const calls = each.flatMap((instance) => Array.from({ length: count }, () => one(instance)));
    const late = new Promise((resolve) => setTimeout(resolve, limitMs, 'late'));
    const settled = await Promise.race([Promise.allSettled(calls), late]);
    const ms = performance.now() - started;
    if (settled === 'late') return { ms, isLate: true, got: [], failed: [] };
    return {
      ms,
      isLate: false,
      got: settled.flatMap(({ value }) => (typeof value === 'string' ? [value] : [])),
      failed: settled.flatMap(({ reason }) =>
        reason === undefined ? [] : [String(reason?.message ?? reason).slice(0, 120)],
      ),
    };
  }

  return {
    isSingle: peer.isSingle ?? false,
    seed: (env, pair) => peer.seed(env, pair),
    /** Makes instances, as a page does that has just loaded; some peers send their first request here. */
    open(env, count = 1) {
      for (let made = 0; made < count; made += 1) {
        const instance = (async () => peer.create(env))();
        instance.catch(() => undefined); // a call tells of it
        instances.push(instance);
      }
    },
    call,
    async openAndCall(env, { instances: count = 1, ...options }) {
      await until(options.atMs ?? 0);
      this.open(env, count);
      return call(options);
    },
    /** Microseconds for one call after another, each awaited. */
    async perCall(forMs) {
      const instance = await instances[0];
      const started = performance.now();
      for (let calls = 0; ;) {
        for (let more = 0; more < 50; more += 1) await peer.getToken(instance);
        calls += 50;
        const passed = performance.now() - started;
        if (passed >= forMs) return (passed * 1000) / calls;
      }
    },
    signOut: async () => peer.signOut(await instances[0]),
  };
}
