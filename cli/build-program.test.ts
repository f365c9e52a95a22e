import { expect, it } from 'vitest';
import { buildProgram } from './build-program';

const names = async (only?: string) => {
  const { commands } = await buildProgram({ exitCode: 0 }, only);
  return commands.map((command) => [command.name(), ...command.aliases()]);
};

it('loads the command that is asked for, and all of them for the list', async () => {
  expect(await names('runs')).toEqual([['runs']]);
  expect((await names()).length).toBeGreaterThan(15);
});

it('still knows the former name of a command, and does not list it', async () => {
  expect(await names('judge')).toEqual([['evaluate', 'judge']]);
  expect((await names()).flat()).not.toContain('judge');
});

it.each(['constructor', '__proto__', 'toString'])('has no command %s', async (name) => {
  expect((await names(name)).length).toBeGreaterThan(15);
});
