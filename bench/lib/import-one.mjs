// Imports one module in a process that has done nothing yet, and tells how long it took and how much memory was added.
const before = process.memoryUsage.rss();
const cpu = process.cpuUsage();
const start = performance.now();
await import(process.argv[2]);
const ms = performance.now() - start;
const { user, system } = process.cpuUsage(cpu);
process.send({ ms, cpuMs: (user + system) / 1000, bytes: process.memoryUsage.rss() - before });
