// A worker in a process of its own: node worker.mjs <prefix>. With `crash` behind it, it dies between the effect and its completion.
import { Redis } from 'ioredis';
import { openWorker } from './order-queue.mjs';
import { shipOrder } from './ship-order.mjs';

const [prefix, how] = process.argv.slice(2);
const url = process.env.REDIS_URL ?? 'redis://127.0.0.1:6379';
const connection = new Redis(url, { maxRetriesPerRequest: null }); // BullMQ wants to wait for Redis as long as it takes
openWorker({
  connection,
  prefix,
  async work(event) {
    await shipOrder({ connection, prefix }, event);
    if (how === 'crash') process.kill(process.pid, 'SIGKILL');
  },
});
