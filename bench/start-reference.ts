import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface Reference {
  /** Without a path. */
  url: string;
  /** Changes its faults; throws when they are refused. */
  put(faults: object): Promise<void>;
  clear(): Promise<void>;
  stop(): Promise<void>;
}

const MAIN = fileURLToPath(new URL('../reference-service/main.ts', import.meta.url));

/** The reference service in a process of its own on a free port, with its faults to be switched. */
export async function startReference(
  dataDir: string,
  settings: Record<string, string> = {},
): Promise<Reference> {
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      REFERENCE_PORT: '0',
      REFERENCE_DATA_DIR: dataDir,
      REFERENCE_FAULTS: 'on',
      ...settings,
    },
  });
  const exited = once(child, 'exit');
  const [message] = (await Promise.race([
    once(child, 'message'),
    exited.then(() => Promise.reject(new Error('The reference service did not start.'))),
  ])) as [{ url: string }];
  const change = async (method: string, body?: object) => {
    const answer = await fetch(`${message.url}/api/v1/faults`, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    if (!answer.ok) throw new Error(`Faults were refused: ${await answer.text()}`);
  };
  return {
    url: message.url,
    put: (faults) => change('PUT', faults),
    clear: () => change('DELETE'),
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
