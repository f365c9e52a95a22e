import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

export const BIN = fileURLToPath(new URL('../../bin/plimsoll.js', import.meta.url));

interface Finished {
  exitCode: number | null;
  output: string;
  errors: string;
}

/**
 * The command as a user types it: a process of its own, in a folder that is not the project's. For what ends
 * processes, and for load that shall not share a thread with the service it loads.
 */
export function spawnPlimsoll(dataDir: string, ...args: string[]): Promise<Finished> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [BIN, ...args], {
      cwd: tmpdir(),
      env: { ...process.env, PLIMSOLL_DATA_DIR: dataDir, REFERENCE_PORT: '1' },
    });
    let [output, errors] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.on('close', (exitCode) => resolve({ exitCode, output, errors }));
  });
}
