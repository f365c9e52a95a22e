import { Notice } from '@/components/ui/page';

/** Who measured an imported run, and what was not in the file. */
export function ImportNotes({ tool, notes }: { tool: string; notes: readonly string[] }) {
  return (
    <div className="mb-6">
      <Notice tone="info" title={`Imported: these are ${tool}’s figures, not Plimsoll’s.`}>
        <ul className="list-disc pl-4">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
          <li>Whether its generator kept up is not known, so it cannot become a baseline.</li>
        </ul>
      </Notice>
    </div>
  );
}
