import { Notice } from '@/components/ui/page';

/** Nothing runs without a worker; say so before somebody waits. */
export function WorkerNotice({ alive }: { alive: boolean }) {
  if (alive) return null;
  return (
    <div className="mb-6">
      <Notice tone="warn" title="No worker is running. Runs stay queued.">
        <code className="font-mono text-xs">npm start</code> runs a worker beside the dashboard. If
        the worker has stopped, check its output.
      </Notice>
    </div>
  );
}
