import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { CHANNEL_EVENT_NAMES } from '@/lib/automation/model';
import { startHttpServer } from '@/lib/testing/start-server';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DOCUMENT = readFileSync(join(ROOT, 'docs/automation.md'), 'utf8');

/** The document's commands, one a line. */
function documented(): string[] {
  return [...DOCUMENT.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block]) =>
    (block ?? '').trim().split('\n'),
  );
}

async function shell(folder: string, line: string) {
  const script = `plimsoll() { "${process.execPath}" "${join(ROOT, 'bin/plimsoll.js')}" "$@"; }\n${line}`;
  const child = spawn('bash', ['-e', '-c', script], {
    env: { ...process.env, PLIMSOLL_DATA_DIR: folder },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  return new Promise<{ exitCode: number | null; output: string }>((resolve) =>
    child.on('close', (exitCode) => resolve({ exitCode, output })),
  );
}

// Sixteen commands, each a process of its own.
it('every documented command does what is said of it', { timeout: 180_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-automation-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const events: unknown[] = [];
  const { url } = await startHttpServer((request, response) => {
    events.push(request.headers['x-plimsoll-event']);
    response.end();
  });
  const said: Record<string, string> = {};
  for (const line of documented()) {
    const { exitCode, output } = await shell(
      folder,
      line.replace('http://127.0.0.1:8899', new URL(url).origin),
    );
    expect([exitCode, line, output].join('\n')).toMatch(/^0\n/);
    said[line.replace(/ --.*/, '')] = output;
  }
  expect(said['plimsoll schedule list']).toMatch(
    /Nightly +Every night at 02:00 \(Europe\/Berlin\) +Moderate on Reference service, 50 users, 5\u202fmin +\d{4}-/,
  );
  expect(said['plimsoll schedule times "30 2 * * 1-5"']).toContain(
    'At 02:30, Monday through Friday (Europe/Berlin). Next starts:',
  );
  expect(said['plimsoll channel list']).toMatch(/Ops +webhook +127\.0\.0\.1:\d+ +yes/);
  expect(said['plimsoll retention show']).toContain(
    'Requests are kept for 30 days, charts and metrics for 180 days.',
  );
  expect(events).toEqual(['test']);

  const wrong = await shell(folder, 'plimsoll schedule add N light --cron "0 2 * *"');
  expect(wrong.exitCode).toBe(2);
  expect(wrong.output).toContain('cron It must have five fields: minute, hour, day of month');
  const unknown = await shell(folder, 'plimsoll channel test Nobody');
  expect(unknown.exitCode).toBe(1);
  expect(unknown.output).toContain('There is no channel "Nobody". Available: "Ops".');
  const unset = await shell(folder, 'plimsoll channel add X http://a/ --secret-env NOT_SET');
  expect(unset.output).toContain('secret must have at least 16 characters.');
});

it('the document names every event', () => {
  for (const name of CHANNEL_EVENT_NAMES) expect(DOCUMENT).toContain(`| \`${name}\``);
});
