export { exitCodes, runCli } from './run-cli.js';
export { processIo } from './process-io.js';
export type { Io } from './io.js';
