import { Notice } from '@/components/ui/page';

/** Who measured an imported run, and what was not in the file. */
export function ImportNotes({ tool, notes }: { tool: string; notes: readonly string[] }) {
  return (
    <div className="mb-6">
      <Notice tone="info" title={`Imported: measured by ${tool}, not by Plimsoll.`}>
        <ul className="list-disc pl-4">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
          <li>Generator health is unknown, so this run cannot be a baseline.</li>
        </ul>
      </Notice>
    </div>
  );
}
