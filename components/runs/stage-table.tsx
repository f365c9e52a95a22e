import { numeric, rowLine, Table, Td, Th } from '@/components/ui/table';
import { clock, span } from '@/lib/format/duration';
import { count, threeDigits } from '@/lib/format/number';
import type { Stage } from '@/lib/plan/load-plan';

/** A plan's stages, each with when it begins. */
export function StageTable({ stages }: { stages: readonly Stage[] }) {
  const starts = stages.map((_, index) =>
    stages.slice(0, index).reduce((sum, stage) => sum + stage.durationMs, 0),
  );
  return (
    <Table>
      <thead>
        <tr>
          <Th>Stage</Th>
          <Th className={numeric}>From</Th>
          <Th className={numeric}>Users</Th>
          <Th className={numeric}>Per second</Th>
          <Th className={numeric}>Lasts</Th>
        </tr>
      </thead>
      <tbody>
        {stages.map((stage, index) => (
          <tr key={starts[index]} className={rowLine}>
            <Td>{index + 1}</Td>
            <Td className={numeric}>{clock(starts[index])}</Td>
            <Td className={numeric}>{count(stage.users)}</Td>
            <Td className={numeric}>{trimmed(stage.spawnPerSecond)}</Td>
            <Td className={numeric}>{span(stage.durationMs)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function trimmed(value: number): string {
  return Number.isInteger(value) ? count(value) : threeDigits(value);
}
