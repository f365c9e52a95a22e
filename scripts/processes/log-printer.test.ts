import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createLogPrinter } from './log-printer.mjs';

function open(format: string) {
  let written = '';
  const stream = new PassThrough();
  stream.on('data', (piece: Buffer) => {
    written += piece.toString();
  });
  const printer = createLogPrinter(stream, format, () => new Date(0));
  return { printer, lines: () => written.trim().split('\n') };
}

const RECORD =
  '{"level":"info","time":"2026-12-01T10:00:00.000Z","process":"worker","run":12,"message":"started on Staging"}';

it('as text, a log’s line is read as one', () => {
  const { printer, lines } = open('text');
  printer.said('worker', RECORD);
  printer.said('dashboard', 'plain {"words"}');
  expect(lines()).toEqual([
    'worker │ 10:00:00 run 12 started on Staging',
    'dashboard │ plain {"words"}',
  ]);
});

it('as JSON, every line is an object, and a stack is one', async () => {
  const { printer, lines } = open('json');
  printer.line('Plimsoll is running\n\n');
  const step = printer.begin('building');
  step.end('passed');
  printer.said('worker', RECORD);
  printer.said('dashboard', 'Error: it broke');
  printer.said('dashboard', '    at here (file.ts:1)');
  printer.said('dashboard', '    at there');
  printer.said('worker', '{"half');
  await sleep(120);
  printer.said('dashboard', 'after');
  printer.close();
  const time = '1970-01-01T00:00:00.000Z';
  const info = { time, level: 'info' };
  expect(lines().map((line) => JSON.parse(line))).toEqual([
    { ...info, process: 'supervisor', message: 'Plimsoll is running' },
    { ...info, process: 'supervisor', message: 'building' },
    { ...info, process: 'supervisor', message: 'building: passed' },
    JSON.parse(RECORD),
    {
      time,
      level: 'error',
      process: 'dashboard',
      message: 'Error: it broke',
      stack: '    at here (file.ts:1)\n    at there',
    },
    { ...info, process: 'worker', message: '{"half' },
    { ...info, process: 'dashboard', message: 'after' },
  ]);
});
