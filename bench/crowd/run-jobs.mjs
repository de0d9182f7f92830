import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';

/** Runs jobs, so many threads at a time; returns what came of them in the order of the list. */
export async function runJobs(list, { threads, onDone = () => undefined }) {
  const results = [];
  let next = 0;
  const lane = async () => {
    while (next < list.length) {
      const index = next++;
      results[index] = await runInThread(list[index]);
      onDone(list[index], results[index]);
    }
  };
  await Promise.all(Array.from({ length: Math.min(threads, list.length) }, lane));
  return results;
}

function runInThread(job) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), {
      workerData: job,
      resourceLimits: { maxOldGenerationSizeMb: 6_000 },
    });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

if (!isMainThread) {
  const { jobs } = await import('./jobs.mjs');
  const { kind, ...given } = workerData;
  parentPort.postMessage(await jobs[kind](given));
}
