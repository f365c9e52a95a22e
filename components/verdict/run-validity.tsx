'use client';

import { Check } from 'lucide-react';
import { useRun } from '@/components/runs/live/run-context';
import { Notice } from '@/components/ui/page';
import { numeric, rowLine, Table, Td, Th } from '@/components/ui/table';
import type {
  RunValidity as Judged,
  RunValidity as RunValidityData,
  ValidityReason,
} from '@/lib/runs/model';

/** Whether the results of an ended run are reliable, and if not, why. */
export function RunValidity() {
  const { validity: judged } = useRun();
  if (judged === undefined) return null;
  const { validity, reasons, limits } = judged;
  const title = VALIDITY_TITLES[validity];
  if (validity === 'valid')
    return (
      <div className="-mt-3 mb-6 flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-ink-2">
        <p className="flex items-center gap-1.5">
          <Check className="size-3.5 shrink-0 text-pass" aria-hidden="true" />
          {title}
        </p>
        <ValidityCriteria limits={limits} />
      </div>
    );
  return (
    <div className="mb-6">
      <Notice tone={validity === 'invalid' ? 'fail' : 'warn'} title={title}>
        <ul className="list-disc pl-4">
          {bySeverity(reasons).map(({ code, message }) => (
            <li key={code}>{message}</li>
          ))}
        </ul>
        <div className="mt-1">
          <ValidityCriteria limits={limits} />
        </div>
      </Notice>
    </div>
  );
}

function ValidityCriteria({ limits }: Pick<Judged, 'limits'>) {
  return (
    <details data-noprint className="text-sm open:basis-full">
      <summary className="w-fit rounded-sm text-ink-3 hover:text-ink">
        How validity is determined
      </summary>
      <div className="mt-1 max-w-[80ch] text-ink-2">
        <ValidityLimits limits={limits} />
      </div>
    </details>
  );
}

/** What counts against a run's figures, and from where on. */
export function ValidityLimits({ limits }: Pick<Judged, 'limits'>) {
  return (
    <>
      <p>
        Validity concerns the load generator only, whatever the service did. These signals count
        against a run:
      </p>
      <Table className="mt-1">
        <thead>
          <tr>
            <Th>Signal</Th>
            <Th className={numeric}>Unreliable above</Th>
            <Th className={numeric}>Invalid above</Th>
          </tr>
        </thead>
        <tbody>
          {limits.map(({ name, suspect, invalid }) => (
            <tr key={name} className={rowLine}>
              <Td className="whitespace-normal!">{name}</Td>
              <Td className={numeric}>{suspect}</Td>
              <Td className={numeric}>{invalid}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  );
}

type Verdict = RunValidityData['validity'];

const VALIDITY_TITLES: Record<Verdict, string> = {
  valid: 'Valid: the load generator kept up with the plan.',
  suspect: 'Results may be unreliable',
  invalid: 'Invalid run: the load generator was the bottleneck',
};

/** The gravest first. */
function bySeverity(reasons: readonly ValidityReason[]): ValidityReason[] {
  const rank = { invalid: 0, suspect: 1 };
  return reasons.toSorted((a, b) => rank[a.level] - rank[b.level]);
}
