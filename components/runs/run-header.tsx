'use client';

import { useRouter } from 'next/navigation';
import { compareHref } from '@/components/compare/compare-href';
import { ReportMenu } from '@/components/reports/report-menu';
import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button';
import { Instant } from '@/components/ui/instant';
import { PageHeader } from '@/components/ui/page';
import { TextLink } from '@/components/ui/text-link';
import { span } from '@/lib/core/duration';
import type { ExportFormat } from '@/lib/export/model';
import { plannedMs } from '@/lib/plan/figures';
import { peakWords } from '@/lib/plan/labels';
import { hasEnded } from '@/lib/plan/run-status';
import type { RunReference } from '@/lib/runs/find-reference';
import { AgainButton } from './again-button';
import { ExportMenu } from './export-menu';
import { LoadControl } from './load-control';
import type { RunActions } from './run-actions';
import { useRun } from './run-context';
import { RunMenu } from './run-menu';
import { runName } from './run-name';
import { StatusBadge } from './status-badge';
import { StopButton } from './stop-button';

interface RunHeaderProps {
  actions: RunActions;
  exportFormats: readonly ExportFormat[];
  /** What it is most usefully compared with. */
  reference?: RunReference;
}

export function RunHeader({ actions, exportFormats, reference }: RunHeaderProps) {
  const run = useRun();
  const router = useRouter();
  const { number, scenario, target, state, plan } = run;
  return (
    <PageHeader
      title={`Run ${number} · ${runName(run)}`}
      badge={<StatusBadge status={state.status} paused={state.paused} />}
      action={
        <>
          <RunMenu
            run={{
              ...run,
              note: run.note ?? '',
              scenario: scenario.name,
              status: state.status,
              requests: state.totals.requests,
              validity: run.validity?.validity,
            }}
            actions={actions}
            onDeleted={() => router.push('/runs')}
          />
          {hasEnded(state.status) && <ReportMenu subject={{ kind: 'run', run: number }} />}
          {hasEnded(state.status) && <ExportMenu number={number} formats={exportFormats} />}
          {hasEnded(state.status) && reference !== undefined && (
            <ButtonLink
              href={compareHref({ keys: [String(reference.number), String(number)] })}
              title={`With ${reference.why}`}
            >
              Compare with run {reference.number}
            </ButtonLink>
          )}
          {run.source !== undefined ? null : hasEnded(state.status) ? (
            <AgainButton number={number} again={actions.again} />
          ) : (
            <>
              <LoadControl changeLoad={actions.changeLoad} />
              <StopButton stop={actions.stop} />
            </>
          )}
        </>
      }
    >
      <p className="nums flex flex-wrap gap-x-4 gap-y-1 text-ink-2">
        <span>
          {scenario.name}
          {scenario.version !== undefined && (
            <span className="text-ink-3"> version {scenario.version}</span>
          )}
          {run.source === undefined && `: ${peakWords(plan)}, ${span(plannedMs(plan))}`}
        </span>
        {run.source !== undefined && <Badge>imported from {run.source.tool}</Badge>}
        <span title={target.url}>against {target.name}</span>
        {run.isBaseline && <Badge>baseline</Badge>}
        {run.pinned && <Badge>kept for ever</Badge>}
        {run.confirmation !== undefined && (
          <TextLink href={`/confirmations/${run.confirmation.id}`}>
            Repeat {run.confirmation.side} of confirmation {run.confirmation.id}
          </TextLink>
        )}
        {run.suiteId !== undefined && (
          <TextLink href={`/suite/${run.suiteId}`}>Benchmark run of suite {run.suiteId}</TextLink>
        )}
        {run.searchId !== undefined && (
          <TextLink href={`/capacity/searches/${run.searchId}`}>
            Step of search {run.searchId}
          </TextLink>
        )}
        <span>
          {state.startedAt === undefined ? 'queued ' : 'started '}
          <Instant iso={state.startedAt ?? run.queuedAt} relative />
        </span>
        {run.labels.map((label) => (
          <Badge key={label}>{label}</Badge>
        ))}
      </p>
      {run.note !== undefined && (
        <p className="mt-2 max-w-[80ch] border-l-2 border-line-strong pl-3 whitespace-pre-line text-ink-2">
          {run.note}
        </p>
      )}
    </PageHeader>
  );
}
