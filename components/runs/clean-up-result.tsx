import { Notice } from '@/components/ui/notice';
import { plural } from '@/lib/format/plural';
import type { CleanUp } from '@/lib/runs/model';
import { cleanUpSentence } from './tables/job-labels';

const SHOWN = 20;

/** What became of the jobs after the run; orphans by name, because somebody has to look after them. */
export function CleanUpResult({ cleanUp }: { cleanUp: CleanUp }) {
  const { orphans } = cleanUp;
  const sentence = cleanUpSentence(cleanUp);
  if (orphans.length === 0) return <p className="nums text-sm text-ink-2">{sentence}</p>;
  return (
    <Notice
      tone="warn"
      title={`${plural(orphans.length, 'job')} may still be running on the target.`}
    >
      <p className="nums">Cancel them there if they are. {sentence}</p>
      <ul className="mt-1 text-sm">
        {orphans.slice(0, SHOWN).map(({ jobId, reason }) => (
          <li key={jobId}>
            <code className="font-mono text-xs break-all text-ink">{jobId}</code> {reason}
          </li>
        ))}
      </ul>
      {orphans.length > SHOWN && (
        <details className="text-sm">
          <summary className="w-fit">{plural(orphans.length - SHOWN, 'other')}</summary>
          <ul>
            {orphans.slice(SHOWN).map(({ jobId, reason }) => (
              <li key={jobId}>
                <code className="font-mono text-xs break-all text-ink">{jobId}</code> {reason}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Notice>
  );
}
