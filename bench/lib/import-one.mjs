// Imports one module in a process that has done nothing yet, and tells how long it took and how much memory was added.
const before = process.memoryUsage.rss();
const start = performance.now();
await import(process.argv[2]);
const ms = performance.now() - start;
process.send({ ms, bytes: process.memoryUsage.rss() - before });
