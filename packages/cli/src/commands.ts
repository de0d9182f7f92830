import type { Command } from './command.js';
import { clock } from './commands/clock.js';
import { doctor } from './commands/doctor.js';
import { fault } from './commands/fault.js';
import { listen } from './commands/listen.js';
import { mock } from './commands/mock.js';
import { scan } from './commands/scan.js';
import { trigger } from './commands/trigger.js';

/** Every command by its name, in the order of the help. */
export const commands: Readonly<Record<string, Command>> = {
  mock,
  listen,
  trigger,
  clock,
  fault,
  doctor,
  scan,
};
