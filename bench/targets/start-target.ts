import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isInstalled, runCommand } from '../measure';

export interface BenchTarget {
  name: string;
  url: string;
  stop(): void;
}

/** About 120 bytes, as a status would be; every request gets it. */
const ANSWER =
  '{"jsonrpc":"2.0","id":1,"result":{"job_id":"job-1","status":"running","progress_percent":42.5,"loss":0.0123456}}';

/** The fastest server there is to be loaded, on a core of its own: nginx, else one of Node's sockets. */
export async function startTarget(core: number): Promise<BenchTarget> {
  const port = await freePort();
  if (!(await isInstalled('nginx')))
    return startNode('a Node socket server', core, port, 'socket-target.mjs', ANSWER);
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-bench-'));
  const command = ['nginx', '-p', folder, '-e', join(folder, 'error.log')];
  const target = await start('nginx', core, port, [...command, '-c', nginxConfig(folder, port)]);
  return {
    ...target,
    stop() {
      target.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A server that knows how long each of its answers took: see known-delay-target.mjs. */
export async function startKnownTarget(core: number, mode: 'mixed' | 'frozen') {
  return startNode('known delays', core, await freePort(), 'known-delay-target.mjs', mode);
}

/** One that tells with each answer how long it took, ahead of all else on its core where that is allowed. */
export async function startTruthfulTarget(core: number) {
  return startNode('known truth', core, await freePort(), 'known-truth-target.mjs', 'first');
}

function startNode(name: string, core: number, port: number, file: string, argument: string) {
  const path = fileURLToPath(new URL(`.//${file}`, import.meta.url));
  return start(name, core, port, [process.execPath, path, `${port}`, argument]);
}

function mayComeFirst(): Promise<boolean> {
  return runCommand('nice', ['-n', '-20', 'true']).then(
    () => true,
    () => false,
  );
}

async function start(name: string, core: number, port: number, command: string[]) {
  const isPinned = await isInstalled('taskset');
  const first = command.includes('first') && (await mayComeFirst()) ? ['nice', '-n', '-20'] : [];
  const pin = isPinned ? ['taskset', '-c', `${core}`] : [];
  const [program = '', ...args] = [...first, ...pin, ...command];
  const child = spawn(program, args, { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}/`;
  const answers = () =>
    fetch(url).then(
      (answer) => answer.ok,
      () => false,
    );
  for (let tries = 0; !(await answers()); tries++) {
    if (tries > 50) throw new Error('The server to be loaded did not start.');
    await sleep(100);
  }
  return { name, url, stop: () => void child.kill('SIGTERM') };
}

function nginxConfig(folder: string, port: number): string {
  const file = join(folder, 'nginx.conf');
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${join(folder, name)};`)
    .join(' ');
  writeFileSync(
    file,
    `daemon off; worker_processes 1; pid ${join(folder, 'pid')};
     events { worker_connections 4096; }
     http { access_log off; keepalive_requests 1000000000; ${temporary}
       server { listen 127.0.0.1:${port}; default_type application/json;
         location / { return 200 '${ANSWER}'; } } }`,
  );
  return file;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
