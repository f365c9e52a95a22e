import { spawn } from 'node:child_process';

/** The middle value; of an even count the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? Number.NaN : (low + high) / 2;
}

/** Runs a command, on one core if one is given and `taskset` is there, and gives what it printed. */
export function runPinned(
  core: number | undefined,
  command: string,
  args: string[],
): Promise<string> {
  const pinned =
    hasTaskset && core !== undefined
      ? ['taskset', '-c', String(core), command, ...args]
      : [command, ...args];
  return runCommand(pinned[0] ?? command, pinned.slice(1));
}

export function runCommand(command: string, args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let [output, errors] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve(output) : reject(new Error(`${command} failed: ${errors || output}`)),
    );
  });
}

/** Whether a program is installed. */
export function isInstalled(program: string): Promise<boolean> {
  return runCommand('sh', ['-c', `command -v ${program}`]).then(
    () => true,
    () => false,
  );
}

const hasTaskset = await isInstalled('taskset');

/** A Markdown table. */
export function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

export const rounded = (value: number): string => Math.round(value).toLocaleString('en');
