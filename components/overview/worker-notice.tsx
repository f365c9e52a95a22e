import { Notice } from '@/components/ui/page';

/** Nothing runs without a worker; say so before somebody waits. */
export function WorkerNotice({ alive }: { alive: boolean }) {
  if (alive) return null;
  return (
    <div className="mb-6">
      <Notice tone="warn" title="No worker is running, so runs wait in the queue.">
        <code className="font-mono text-xs">npm start</code> runs a worker beside the dashboard; see
        what it printed if this one has gone.
      </Notice>
    </div>
  );
}
