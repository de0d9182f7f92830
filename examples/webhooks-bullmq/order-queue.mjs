import { createHash } from 'node:crypto';
import { webhookHandler } from '@fanfare/node/webhooks';
import { redisInbox } from '@fanfare/node/webhooks/redis';
import { Queue, Worker } from 'bullmq';

const name = 'fanfare-events';

/** Receives webhooks. Each is answered once its event lies in the queue, so that no delivery waits for the work. */
export function openReceiver({ connection, prefix, secret }) {
  const queue = new Queue(name, { connection, prefix });
  const handler = webhookHandler({
    secrets: [secret],
    inbox: redisInbox({ client: connection, prefix: `${prefix}:inbox:` }),
    on: {},
    // After a crash between `add` and the completion it is added again, under the same id: BullMQ takes it once, for as long as it
    // remembers the job. Ids may hold no colon.
    fallback: (event) =>
      queue.add(event.type, event, {
        jobId: createHash('sha256').update(`${event.organizationId} ${event.id}`).digest('hex'),
        attempts: 8,
        backoff: { type: 'exponential', delay: 1_000 },
        removeOnComplete: { age: 7 * 86_400 }, // longer than the platform repeats a delivery
        removeOnFail: false, // these are the dead letters
      }),
  });
  return { handler, queue };
}

/** Works on the queue. A job runs again after a crash, so `work` has to make its effects once. */
export function openWorker({ connection, prefix, work }) {
  const worker = new Worker(name, ({ data }) => work(data), {
    connection,
    prefix,
    lockDuration: 2_000, // how long after a crash another worker takes over
    stalledInterval: 500,
  });
  worker.on('error', ({ code = 'unknown' }) => console.error(`The worker lost Redis for now: ${code}`));
  return worker;
}
