import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Starts the platform in a process of its own, since this one waits for its children; writes what it gives out to given.json. */
export async function startPlatform(project) {
  const child = spawn(process.execPath, ['platform.mjs'], {
    cwd: project,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  for await (const given of createInterface({ input: child.stdout })) {
    writeFileSync(join(project, 'given.json'), given);
    return { given, stop: () => child.stdin.end() };
  }
  throw new Error('The platform did not start.');
}
