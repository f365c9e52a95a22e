'use client';

import { CircleStop, Download, Hourglass, OctagonX, RotateCcw } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { May } from '@/components/access/may';
import { compareHref } from '@/components/compare/compare-href';
import { ReportMenu } from '@/components/reports/report-menu';
import { Badge } from '@/components/ui/badge';
import { Button, ButtonLink } from '@/components/ui/button';
import { useAction } from '@/components/ui/forms/form';
import { Instant } from '@/components/ui/instant';
import { Menu, MenuItem, MenuLink } from '@/components/ui/menu';
import { PageHeader } from '@/components/ui/page';
import { TextLink } from '@/components/ui/text-link';
import { span } from '@/lib/core/duration';
import { EXPORT_FORMATS, type ExportFormat } from '@/lib/export/model';
import { plannedMs } from '@/lib/plan/figures';
import { peakLabel } from '@/lib/plan/labels';
import { type BaselineRef, hasEnded } from '@/lib/runs/model';
import { LoadControl } from './live/load-control';
import { useRun } from './live/run-context';
import type { RunActions } from './run-actions';
import { RunMenu } from './run-menu';
import { runName, StatusBadge } from './status-badge';

interface RunHeaderProps {
  actions: RunActions;
  exportFormats: readonly ExportFormat[];
  /** What it is most usefully compared with. */
  baseline?: BaselineRef;
}

export function RunHeader({ actions, exportFormats, baseline }: RunHeaderProps) {
  const run = useRun();
  const router = useRouter();
  const { number, scenario, target, state, plan } = run;
  return (
    <PageHeader
      title={`Run ${number} · ${runName(run)}`}
      badge={<StatusBadge {...state} />}
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
          {hasEnded(state.status) && baseline !== undefined && (
            <ButtonLink
              href={compareHref({ keys: [String(baseline.number), String(number)] })}
              title={`With ${baseline.why}`}
            >
              Compare with run {baseline.number}
            </ButtonLink>
          )}
          {run.source !== undefined ? null : hasEnded(state.status) ? (
            <May scope="runs:start">
              <RerunButton number={number} rerun={actions.rerun} />
            </May>
          ) : (
            <May scope="runs:start">
              <LoadControl changeLoad={actions.changeLoad} />
              <StopButton stop={actions.stop} />
            </May>
          )}
        </>
      }
    >
      <p className="nums flex flex-wrap gap-x-4 gap-y-1 text-ink-2 max-sm:mt-3">
        <span>
          {scenario.name}
          {scenario.version !== undefined && (
            <span className="text-ink-3"> version {scenario.version}</span>
          )}
          {run.source === undefined && `: ${peakLabel(plan)}, ${span(plannedMs(plan))}`}
        </span>
        {run.source !== undefined && <Badge>imported from {run.source.tool}</Badge>}
        <span title={target.url}>on {target.name}</span>
        {run.isBaseline && <Badge>baseline</Badge>}
        {run.pinned && <Badge>pinned</Badge>}
        {run.confirmation !== undefined && (
          <TextLink href={`/confirmations/${run.confirmation.id}`}>
            Repeat {run.confirmation.side} of confirmation {run.confirmation.id}
          </TextLink>
        )}
        {run.suiteId !== undefined && (
          <TextLink href={`/suites/${run.suiteId}`}>Benchmark run of suite {run.suiteId}</TextLink>
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

/** Stops a run: a queued one leaves the queue, a running one ends as its user chooses. */
function StopButton({ stop }: Pick<RunActions, 'stop'>) {
  const { number, state } = useRun();
  const { run, pending, problem } = useAction();
  const queued = state.status === 'queued';
  const trigger = (
    <Button
      variant="danger"
      disabled={pending}
      onClick={queued ? () => run(() => stop(number, 'now')) : undefined}
    >
      <CircleStop className="size-4" aria-hidden="true" />
      {queued ? 'Remove from queue' : 'Stop run'}
    </Button>
  );
  return (
    <>
      {problem !== undefined && (
        <span role="alert" className="text-sm text-fail">
          {problem}
        </span>
      )}
      {queued ? (
        trigger
      ) : (
        <Menu trigger={trigger}>
          {state.status === 'running' && (
            <MenuItem icon={Hourglass} onSelect={() => run(() => stop(number, 'gracefully'))}>
              Stop after in-flight requests
            </MenuItem>
          )}
          <MenuItem icon={OctagonX} danger onSelect={() => run(() => stop(number, 'now'))}>
            Stop now
          </MenuItem>
        </Menu>
      )}
    </>
  );
}

/** The same load once more, against the same target. */
function RerunButton({ number, rerun }: { number: number } & Pick<RunActions, 'rerun'>) {
  const { run, pending, problem } = useAction();
  return (
    <>
      {problem !== undefined && (
        <span role="alert" className="text-sm text-fail">
          {problem}
        </span>
      )}
      <Button
        variant="primary"
        disabled={pending}
        onClick={() => run((host) => rerun(number, host))}
      >
        <RotateCcw className="size-4" aria-hidden="true" />
        Run again
      </Button>
    </>
  );
}

interface ExportMenuProps {
  number: number;
  /** Those that the run has something for. */
  formats: readonly ExportFormat[];
}

/** The run as a file, and what each kind of file is for. */
function ExportMenu({ number, formats }: ExportMenuProps) {
  return (
    <Menu
      trigger={
        <Button>
          <Download className="size-4" aria-hidden="true" />
          Export
        </Button>
      }
    >
      {formats.map((format) => (
        <MenuLink key={format} href={`/api/runs/${number}/export?format=${format}`}>
          <span className="w-20 shrink-0 font-mono text-xs">.{EXPORT_FORMATS[format].ending}</span>
          <span className="text-ink-2">{EXPORT_FORMATS[format].words}</span>
        </MenuLink>
      ))}
    </Menu>
  );
}
