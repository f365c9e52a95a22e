import { Notice } from '@/components/ui/notice';
import { clock } from '@/lib/core/duration';
import { plural } from '@/lib/format/plural';
import type { ScrapeNote } from '@/lib/observe/scrape-note';

/** What went wrong with reading the target's metrics, and what to do. */
export function ScrapeNotes({ notes }: { notes: readonly ScrapeNote[] }) {
  if (notes.length === 0) return null;
  return (
    <div className="mb-4">
      <Notice tone="warn" title="Not everything could be read">
        <ul className="flex flex-col gap-1.5">
          {notes.map((note) => (
            <li key={note.code} className="wrap-anywhere">
              {note.message} <span className="nums text-sm text-ink-3">{whenOf(note)}</span>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}

function whenOf({ count, firstMs, lastMs }: ScrapeNote): string {
  const first = clock(firstMs);
  const last = clock(lastMs);
  return first === last
    ? `${plural(count, 'time')}, at ${first}`
    : `${plural(count, 'time')}, ${first} to ${last}`;
}
