/**
 * Creates a queue of events in virtual time: a wheel of buckets, of which only the present one is sorted. Events of one moment come in the
 * order in which they were planned. `actor`, `kind` and `note` are small numbers that the caller understands.
 */
export function createTimeline({ horizonMs, bucketMs = 100 }) {
  const heads = new Int32Array(Math.ceil(horizonMs / bucketMs) + 1).fill(-1);
  let pool = createPool(1 << 16);
  let heap = new Int32Array(1 << 12);
  let heaped = 0;
  let used = 0;
  let free = -1;
  let planned = 0;
  let bucket = 0;

  const timeline = { now: 0, actor: 0, kind: 0, note: 0, beyond: 0, at, next };
  return timeline;

  /** Plans an event; what lies beyond the horizon is only counted. */
  function at(time, { actor, kind, note = 0 }) {
    if (!(time >= timeline.now))
      throw new RangeError(`An event at ${time} would lie before ${timeline.now}.`);
    if (time >= horizonMs) return void (timeline.beyond += 1);
    const slot = take();
    pool.time[slot] = time;
    pool.actor[slot] = actor;
    pool.kind[slot] = kind;
    pool.note[slot] = note;
    pool.order[slot] = planned++;
    const its = Math.floor(time / bucketMs);
    if (its <= bucket) return push(slot);
    pool.next[slot] = heads[its];
    heads[its] = slot;
  }

  /** Lets time pass until the next event; false where there is none. */
  function next() {
    while (heaped === 0) {
      if (++bucket >= heads.length) return false;
      for (let slot = heads[bucket]; slot !== -1; slot = pool.next[slot]) push(slot);
      heads[bucket] = -1;
    }
    const slot = pop();
    timeline.now = pool.time[slot];
    timeline.actor = pool.actor[slot];
    timeline.kind = pool.kind[slot];
    timeline.note = pool.note[slot];
    pool.next[slot] = free;
    free = slot;
    return true;
  }

  function take() {
    if (free !== -1) {
      const slot = free;
      free = pool.next[slot];
      return slot;
    }
    if (used === pool.time.length) pool = grown(pool);
    return used++;
  }

  function isBefore(one, other) {
    const { time, order } = pool;
    return time[one] < time[other] || (time[one] === time[other] && order[one] < order[other]);
  }

  function push(slot) {
    if (heaped === heap.length) heap = copied(heap, heaped * 2);
    let place = heaped++;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!isBefore(slot, heap[parent])) break;
      heap[place] = heap[parent];
      place = parent;
    }
    heap[place] = slot;
  }

  function pop() {
    const first = heap[0];
    const last = heap[--heaped];
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= heaped) break;
      if (child + 1 < heaped && isBefore(heap[child + 1], heap[child])) child += 1;
      if (!isBefore(heap[child], last)) break;
      heap[place] = heap[child];
      place = child;
    }
    heap[place] = last;
    return first;
  }
}

function createPool(size) {
  return {
    time: new Float64Array(size),
    order: new Float64Array(size),
    actor: new Int32Array(size),
    note: new Int32Array(size),
    kind: new Uint8Array(size),
    next: new Int32Array(size),
  };
}

function grown(pool) {
  return Object.fromEntries(
    Object.entries(pool).map(([name, list]) => [name, copied(list, list.length * 2)]),
  );
}

function copied(list, length) {
  const copy = new list.constructor(length);
  copy.set(list);
  return copy;
}
