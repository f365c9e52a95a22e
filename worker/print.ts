import { PlimsollError } from '@/lib/core/errors';
import { printPage } from '@/lib/reports/print-page';
import type { PrintReply, PrintTask } from '@/lib/reports/print-process';

// The process that lib/reports/print-process.ts starts: it drives the browser that prints, beside the dashboard.
const underWay = new Map<number, AbortController>();
const reply = (said: PrintReply) => process.connected && process.send?.(said);

process.on('message', async (task: PrintTask) => {
  if ('leaveOff' in task) {
    underWay.get(task.leaveOff)?.abort();
    return;
  }
  const { id, url, format, token } = task;
  const leaving = new AbortController();
  underWay.set(id, leaving);
  try {
    reply({ id, file: await printPage(url, format, token, leaving.signal) });
  } catch (error) {
    const { code, message } =
      error instanceof PlimsollError
        ? error
        : new PlimsollError('unavailable', `The report was not printed: ${String(error)}.`);
    reply({ id, refused: { code, message } });
  } finally {
    underWay.delete(id);
  }
});
// Who asked is gone, or needs no more: what is under way, the browser too, ends with this process.
process.on('disconnect', () => process.exit());
