import { CommanderError } from 'commander';
import { buildProgram } from './build-program';
import { printError } from './print-error';

process.exitCode = await main(process.argv);

async function main(argv: string[]): Promise<number> {
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
