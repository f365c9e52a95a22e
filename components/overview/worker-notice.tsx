import { Notice } from '@/components/ui/notice';

/** Nothing runs without a worker; say so before somebody waits. */
export function WorkerNotice({ alive }: { alive: boolean }) {
  if (alive) return null;
  return (
    <div className="mb-6">
      <Notice tone="warn" title="No worker is running, so runs wait in the queue.">
        Start one beside the dashboard: <code className="font-mono text-xs">npm run worker</code>
      </Notice>
    </div>
  );
}
