import { describe, expect, it } from 'vitest';
import { ErrorGroups, normaliseMessage } from './error-groups';

describe('normaliseMessage', () => {
  it.each([
    ['Job 3f2b8c1e-0d4a-4e1b-9a57-0c2d1e3f4a5b not found', 'Job … not found'],
    ['Job job_1a2b-77 is in state cancelled', 'Job … is in state cancelled'],
    ['took 12.5 ms of 5000', 'took … ms of …'],
    ['connection  refused\n', 'connection refused'],
    ['method training.get_status is unknown', 'method training.get_status is unknown'],
  ])('%j becomes %j', (message, expected) => {
    expect(normaliseMessage(message)).toBe(expected);
  });
});

describe('ErrorGroups', () => {
  it('puts failures together that differ only in ids', () => {
    const groups = new ErrorGroups();
    const first = groups.add(0, 'rpcError', '-32001', 'no job 12', 100);
    expect(groups.add(0, 'rpcError', '-32001', 'no job 13', 200)).toBe(first);
    expect(groups.add(1, 'rpcError', '-32001', 'no job 13', 300)).not.toBe(first);
    expect(groups.take()).toMatchObject([
      { id: 1, endpoint: 0, count: 2, firstMs: 100, lastMs: 200, message: 'no job …' },
      { id: 2, endpoint: 1, count: 1 },
    ]);
  });

  it('keeps a group’s id from second to second and counts each second anew', () => {
    const groups = new ErrorGroups();
    groups.add(0, 'timeout', 'TIMEOUT', 'no response before the timeout', 1);
    groups.take();
    expect(groups.take()).toEqual([]);
    groups.add(0, 'timeout', 'TIMEOUT', 'no response before the timeout', 1001);
    expect(groups.take()).toMatchObject([{ id: 1, count: 1, firstMs: 1001 }]);
  });

  it('puts the rest into one group each once there are two hundred', () => {
    const groups = new ErrorGroups();
    const letters = 'abcdefghijklmnopqrstuvwxyz';
    for (const a of letters)
      for (const b of letters) groups.add(0, 'rpcError', '-1', `says ${a}${b}`, 0);
    const records = groups.take();
    expect(records).toHaveLength(201);
    expect(records.at(-1)).toMatchObject({ code: 'OTHER', count: 26 * 26 - 200 });
  });
});
