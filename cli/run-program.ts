import { CommanderError } from 'commander';
import { type ErrorCode, PlimsollError } from '@/lib/core/errors';
import { buildProgram } from './build-program';

/** Carries out a command line, whose first two words are the program's; returns the exit code. */
export async function runProgram(argv: string[]): Promise<number> {
  const result = { exitCode: 0 };
  try {
    await (await buildProgram(result, argv[2])).parseAsync(argv);
    return result.exitCode;
  } catch (error) {
    // Commander has printed its own message: help and version end with 0, wrong usage with 2.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    return printError(error);
  }
}

/** Prints what went wrong, every problem on its line, and returns the exit code. */
function printError(error: unknown): number {
  if (!(error instanceof PlimsollError)) {
    console.error(`plimsoll: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
  console.error(`plimsoll: ${error.message}`);
  for (const { path, message } of error.problems)
    console.error(`  ${path === '' ? message : `${optionOf(path)} ${message}`}`);
  return exitCodeOf(error.code);
}

/** What a field is called where it is an option. */
function optionOf(path: string): string {
  return /(^|\.)confirmHost$/.test(path) ? '--confirm-host' : path;
}

/** 1: the operation failed; 2: it was asked for wrongly. */
function exitCodeOf(code: ErrorCode): number {
  switch (code) {
    case 'invalid-input':
      return 2;
    case 'unauthenticated':
    case 'forbidden':
    case 'not-found':
    case 'conflict':
    case 'unavailable':
      return 1;
  }
}
