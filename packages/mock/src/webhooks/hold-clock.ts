/** How long the clock waits for something that happens outside, in real milliseconds. */
const patienceMs = 1_000;

/**
 * Waits for work outside the platform, but only for a moment of real time: a receiver that never answers
 * must not stop the clock that is to time it out.
 */
export async function holdClock(work: Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patienceMs);
  });
  await Promise.race([work, patience]);
  clearTimeout(timer);
}
