import { OUTCOMES, type Outcome } from '@/lib/stats/outcome';
import type { ResultFormat } from '../imported-record';
import { csvRows, numberIn } from './text';

const NEEDED = ['started_ms', 'endpoint', 'latency_ms', 'outcome'];

/** `started_ms,endpoint,latency_ms,outcome`, in any order, with `code` and `message` if there are any. */
export const plainCsv: ResultFormat = {
  tool: 'CSV',
  words: 'Plain CSV: started_ms,endpoint,latency_ms,outcome',
  detects: (head) => {
    const columns = (head.split(/\r?\n/, 1)[0] ?? '').split(',').map((cell) => cell.trim());
    return NEEDED.every((name) => columns.includes(name));
  },
  async *read(file) {
    let first = true;
    for await (const row of csvRows(file)) {
      if ('problem' in row) {
        yield { kind: 'problem', line: row.line, message: row.problem };
        return;
      }
      const { cells, line } = row;
      if (first) {
        first = false;
        const missing = NEEDED.filter((name) => !(name in cells));
        if (missing.length > 0) {
          yield {
            kind: 'problem',
            line: 1,
            message: `The columns ${missing.join(', ')} are missing.`,
          };
          return;
        }
      }
      const startedMs = numberIn(cells.started_ms);
      const latencyMs = numberIn(cells.latency_ms);
      const outcome = outcomeOf(cells.outcome ?? '');
      const problem = [
        startedMs === undefined ? `started_ms "${cells.started_ms}" is not a number` : '',
        latencyMs === undefined || latencyMs < 0
          ? `latency_ms "${cells.latency_ms}" is not a number of at least 0`
          : '',
        outcome === undefined
          ? `outcome "${cells.outcome}" is not one of ${OUTCOMES.join(', ')}`
          : '',
      ]
        .filter(Boolean)
        .join('; ');
      if (problem !== '' || startedMs === undefined || latencyMs === undefined || !outcome)
        yield { kind: 'problem', line, message: `${problem}.` };
      else
        yield {
          kind: 'sample',
          startedMs,
          latencyMs,
          outcome,
          endpoint: cells.endpoint || '(no name)',
          code: cells.code || undefined,
          message: cells.message || undefined,
        };
    }
  },
};

/** "rpc-error" and "rpcError" are the same. */
function outcomeOf(text: string): Outcome | undefined {
  const camel = text.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return OUTCOMES.find((outcome) => outcome === camel);
}
