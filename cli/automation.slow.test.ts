import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { CHANNEL_EVENT_NAMES } from '@/lib/automation/model';
import { startHttpServer } from '@/lib/testing/start-server';
import { openCommandLine } from './testing/run-in-process';

const DOCUMENT = readFileSync(new URL('../docs/automation.md', import.meta.url), 'utf8');

/** The document's commands, one a line. */
function documented(): string[] {
  return [...DOCUMENT.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block]) =>
    (block ?? '').trim().split('\n'),
  );
}

/** The words of a line that has nothing of the shell's but quotes and settings before the command. */
function wordsOf(line: string): { settings: Record<string, string>; args: string[] } {
  const words = [...line.matchAll(/(?:"[^"]*"|[^\s"])+/g)].map(([word]) =>
    word.replaceAll('"', ''),
  );
  const at = words.indexOf('plimsoll');
  const settings = words.slice(0, at).map((word) => word.split('=', 2) as [string, string]);
  return { settings: Object.fromEntries(settings), args: words.slice(at + 1) };
}

it('every documented command does what is said of it', async () => {
  const lines = documented();
  const settings = lines.flatMap((line) => Object.entries(wordsOf(line).settings));
  const { plimsoll } = openCommandLine(Object.fromEntries(settings));
  const shell = async (line: string) => {
    const { exitCode, output, errors } = await plimsoll(...wordsOf(line).args);
    return { exitCode, output: output + errors };
  };
  const events: unknown[] = [];
  const { url } = await startHttpServer((request, response) => {
    events.push(request.headers['x-plimsoll-event']);
    response.end();
  });
  const said: Record<string, string> = {};
  for (const line of lines) {
    const { exitCode, output } = await shell(
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

  const wrong = await shell('plimsoll schedule add N light --cron "0 2 * *"');
  expect(wrong.exitCode).toBe(2);
  expect(wrong.output).toContain('cron Must have five fields: minute, hour, day of month');
  const unknown = await shell('plimsoll channel test Nobody');
  expect(unknown.exitCode).toBe(1);
  expect(unknown.output).toContain('There is no channel "Nobody". Available: "Ops".');
  const unset = await shell('plimsoll channel add X http://a/ --secret-env NOT_SET');
  expect(unset.output).toContain('secret must have at least 16 characters.');
});

it('the document names every event', () => {
  for (const name of CHANNEL_EVENT_NAMES) expect(DOCUMENT).toContain(`| \`${name}\``);
});
