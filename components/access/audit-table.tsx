import { Instant } from '@/components/ui/instant';
import { rowLine, Table, Td, Th } from '@/components/ui/table';
import type { Actor, AuditView } from '@/lib/access/model';

const KIND_WORDS: Record<Actor['kind'], string> = {
  user: '',
  key: 'API key',
  local: 'no log-in',
  command: 'command line',
  schedule: 'schedule',
};

/** Who did what, the newest first. */
export function AuditTable({ entries }: { entries: readonly AuditView[] }) {
  return (
    <Table>
      <thead>
        <tr>
          <Th>When</Th>
          <Th>Who</Th>
          <Th>What</Th>
          <Th>Which</Th>
          <Th>From</Th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id} className={rowLine}>
            <Td className="nums">
              <Instant iso={entry.at} />
            </Td>
            <Td className="max-w-72 truncate" title={entry.actor}>
              {entry.actor}
              {KIND_WORDS[entry.actorKind] !== '' && (
                <span className="text-ink-3"> ({KIND_WORDS[entry.actorKind]})</span>
              )}
            </Td>
            <Td>
              {entry.title}
              {entry.refused !== undefined && (
                <span className="block max-w-[60ch] text-xs whitespace-normal text-fail">
                  Refused: {entry.refused}
                </span>
              )}
            </Td>
            <Td className="max-w-72 truncate" title={entry.subject}>
              {entry.subject}
            </Td>
            <Td className="font-mono text-xs text-ink-3">{entry.address ?? '–'}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
