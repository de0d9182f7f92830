import { describe, expect, it, vi } from 'vitest';
import { commands } from '../src/commands.js';
import { exitCodes } from '../src/run-cli.js';
import { run } from './support/terminal.js';

describe('the command line', () => {
  it.each([[], ['--help'], ['help']])('lists every command for %j', async (...args) => {
    const { code, out } = await run(args);

    expect(code).toBe(0);
    for (const name of Object.keys(commands)) expect(out).toContain(`  ${name}`);
  });

  it.each(Object.entries(commands))('%s --help tells its options and shows how', async (name, command) => {
    const ownHelp = vi.spyOn(console, 'log').mockReturnValue(); // of the mock, which tells its options itself
    const { code, out } = await run([name, '--help']);
    ownHelp.mockRestore();

    expect(code).toBe(0);
    for (const option of [...Object.keys(command.options), 'json']) expect(out).toContain(`--${option}`);
    for (const example of command.examples) expect(out).toContain(example);
  });

  it('has no line of help that a terminal of 120 columns breaks', async () => {
    const ownHelp = vi.spyOn(console, 'log').mockReturnValue();
    for (const args of [[], ...Object.keys(commands).map((name) => [name, '--help'])]) {
      const { out } = await run(args);
      for (const line of out.split('\n')) expect(line.length, line).toBeLessThanOrEqual(120);
    }
    ownHelp.mockRestore();
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
    const said = vi.spyOn(console, 'error').mockReturnValue();
    const { code, err } = await run([name, '--nonsense']);
    const told = [err, ...said.mock.calls.flat()].join('\n');
    said.mockRestore();

    expect(code).toBe(2);
    expect(told).toContain('nonsense');
    expect(told).toContain('--help');
  });

  it.each([
    ['mcok', 'fanfare mock'],
    ['docter', 'fanfare doctor'],
    ['triger', 'fanfare trigger'],
    ['SCAN', 'fanfare scan'],
  ])('asks who types %s whether it is %s', async (typed, meant) => {
    expect((await run([typed])).err).toContain(`Is it ${meant}?`);
  });

  it('guesses nothing for a word that is like no command', async () => {
    expect((await run(['deploy'])).err).toContain('fanfare --help lists them');
  });

  it.each([['-h'], ['clock', '-h'], ['mock', '-h']])('explains itself to %j', async (...args) => {
    const { code, out } = await run(args);

    expect(code).toBe(0);
    expect(out).toContain('fanfare');
  });

  it.each([[['--port', 'http']], [['--', '--port', 'http']]])('hands %j to the mock', async (args) => {
    const said = vi.spyOn(console, 'error').mockReturnValue();
    const { code } = await run(['mock', ...args]);
    const told = said.mock.calls.flat().join('\n');
    said.mockRestore();

    expect(code).toBe(2);
    expect(told).toContain('--port must be');
  });

  it('says what its exit codes mean', async () => {
    const { out } = await run(['--help']);

    for (const code of Object.values(exitCodes)) expect(out).toMatch(new RegExp(`\\b${code}\\b`));
  });

  it('tells its version', async () => {
    expect((await run(['--version'])).out.trim()).toMatch(/^\d+\.\d+\.\d+/);
  });

  it('has colours where they are seen, and none in JSON', async () => {
    expect((await run(['--help'], { hasColours: true })).out).toContain('\u001B[1m');
    expect((await run(['trigger', '--json'], { hasColours: true })).out).not.toContain('\u001B');
  });
});
