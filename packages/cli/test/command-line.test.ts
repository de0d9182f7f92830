import { describe, expect, it } from 'vitest';
import { commands } from '../src/commands.js';
import { run } from './support/terminal.js';

describe('the command line', () => {
  it.each([[], ['--help'], ['help']])('lists every command for %j', async (...args) => {
    const { code, out } = await run(args);

    expect(code).toBe(0);
    for (const name of Object.keys(commands)) expect(out).toContain(`  ${name}`);
  });

  it.each(Object.entries(commands))('%s --help tells its options and shows how', async (name, command) => {
    const { code, out } = await run([name, '--help']);

    expect(code).toBe(0);
    for (const option of [...Object.keys(command.options), 'json']) expect(out).toContain(`--${option}`);
    for (const example of command.examples) expect(out).toContain(example);
  });

  it('has no line of help that a terminal of 120 columns breaks', async () => {
    for (const args of [[], ...Object.keys(commands).map((name) => [name, '--help'])]) {
      const { out } = await run(args);
      for (const line of out.split('\n')) expect(line.length, line).toBeLessThanOrEqual(120);
    }
  });

  it('refuses an unknown command with exit code 2, without escapes of its name', async () => {
    const { code, err } = await run(['\u001B[2Jmcok']);

    expect(code).toBe(2);
    expect(err).toContain('no command');
    expect(err).not.toContain('\u001B');
  });

  it.each(['constructor', '__proto__', 'toString'])('knows no command %s', async (name) => {
    expect((await run([name])).code).toBe(2);
    expect((await run(['help', name])).code).toBe(0);
  });

  it.each(Object.keys(commands))('%s refuses an option that it does not have', async (name) => {
    const { code, err } = await run([name, '--nonsense']);

    expect(code).toBe(2);
    expect(err).toContain('nonsense');
    expect(err).toContain(`fanfare ${name} --help`);
  });

  it('tells its version', async () => {
    expect((await run(['--version'])).out.trim()).toMatch(/^\d+\.\d+\.\d+/);
  });

  it('has colours where they are seen, and none in JSON', async () => {
    expect((await run(['--help'], { hasColours: true })).out).toContain('\u001B[1m');
    expect((await run(['trigger', '--json'], { hasColours: true })).out).not.toContain('\u001B');
  });
});
