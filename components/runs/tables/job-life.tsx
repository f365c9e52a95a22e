'use client';

import clsx from 'clsx';
import { TimeChart } from '@/components/charts/time-chart';
import { Quantity } from '@/components/ui/figures';
import { Notice, Section } from '@/components/ui/page';
import { minor, numeric, rowLine, Table, Td, Th } from '@/components/ui/table';
import { count, plural } from '@/lib/core/number';
import type { CleanUp, JobMetric } from '@/lib/runs/model';
import { JOBS_ENDED_SERIES, JOBS_IN_FLIGHT_SERIES } from '../charts/run-series';
import { useTimeCharts } from '../charts/run-timeline';
import { useRun } from '../live/run-context';
import { cleanUpSummary, jobsSummary, METRIC_LABELS, methodLabel, metricValue } from './job-labels';

/** The life of the training jobs that the run has started. */
export function JobLife() {
  const { jobLife, cleanUp, series } = useRun();
  const followed = series.points.some((point) => point.jobs !== undefined);
  if (!followed && jobLife === undefined && cleanUp === undefined) return null;
  return (
    <Section title="Jobs" note={jobLife && jobsSummary(jobLife)}>
      <div className="flex flex-col gap-4">
        {cleanUp !== undefined && <CleanUpResult cleanUp={cleanUp} />}
        {followed && <JobCharts />}
        {jobLife !== undefined && jobLife.metrics.length > 0 && (
          <JobMetricTable metrics={jobLife.metrics} />
        )}
      </div>
    </Section>
  );
}

function JobCharts() {
  const { file, ...common } = useTimeCharts();
  return (
    <div className="instrument">
      <TimeChart
        {...common}
        title="Jobs in flight"
        unit="jobs"
        height={144}
        series={JOBS_IN_FLIGHT_SERIES}
        yAtLeast={3}
        fileName={file('jobs-in-flight')}
      />
      <TimeChart
        {...common}
        title="Jobs ended"
        unit="jobs"
        note="cumulative"
        height={144}
        series={JOBS_ENDED_SERIES}
        yAtLeast={3}
        fileName={file('jobs-ended')}
      />
    </div>
  );
}

/** How long each part of a job's life took, and how that is known. */
function JobMetricTable({ metrics }: { metrics: readonly JobMetric[] }) {
  return (
    <Table className="as-list">
      <thead>
        <tr>
          <Th>Metric</Th>
          <Th className={clsx(numeric, minor)}>Samples</Th>
          <Th className={clsx(numeric, minor)}>p50</Th>
          <Th className={numeric}>p95</Th>
          <Th className={clsx(numeric, minor)}>p99</Th>
          <Th className={clsx(numeric, minor)}>Max</Th>
          <Th>Source</Th>
        </tr>
      </thead>
      <tbody>
        {metrics.map((metric) => (
          <MetricRow key={metric.name} metric={metric} />
        ))}
      </tbody>
    </Table>
  );
}

function MetricRow({ metric }: { metric: JobMetric }) {
  const { name, samples, p50, p95, p99, max } = metric;
  const { title, about } = METRIC_LABELS[name];
  const value = (of: number | undefined) => <Quantity of={metricValue(name, of)} />;
  return (
    <tr className={rowLine}>
      <Td className="py-1.5">
        <span className="block font-medium">{title}</span>
        <span className="block text-xs whitespace-normal text-ink-3">{about}</span>
      </Td>
      <Td className={clsx(numeric, minor)}>{count(samples)}</Td>
      <Td className={clsx(numeric, minor)}>{value(p50)}</Td>
      <Td className={numeric} label="p95">
        {value(p95)}
      </Td>
      <Td className={clsx(numeric, minor)}>{value(p99)}</Td>
      <Td className={clsx(numeric, minor)}>{value(max)}</Td>
      <Td className="text-xs whitespace-normal! text-ink-2 max-sm:col-span-2">
        {methodLabel(metric)}
      </Td>
    </tr>
  );
}

const SHOWN = 20;

/** What became of the jobs after the run; orphans by name, because somebody has to look after them. */
function CleanUpResult({ cleanUp }: { cleanUp: CleanUp }) {
  const { orphans } = cleanUp;
  const summary = cleanUpSummary(cleanUp);
  if (orphans.length === 0) return <p className="nums text-sm text-ink-2">{summary}</p>;
  return (
    <Notice
      tone="warn"
      title={`${plural(orphans.length, 'job')} may still be running on the target.`}
    >
      <p className="nums">Check the target and cancel them there. {summary}</p>
      <ul className="mt-1 text-sm">
        {orphans.slice(0, SHOWN).map(({ jobId, reason }) => (
          <li key={jobId}>
            <code className="font-mono text-xs break-all text-ink">{jobId}</code> {reason}
          </li>
        ))}
      </ul>
      {orphans.length > SHOWN && (
        <details className="text-sm">
          <summary className="w-fit">{orphans.length - SHOWN} more</summary>
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
