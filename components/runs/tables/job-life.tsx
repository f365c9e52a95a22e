'use client';

import { TimeChart } from '@/components/charts/time-chart';
import { Section } from '@/components/ui/section';
import { JOBS_ENDED_SERIES, JOBS_IN_FLIGHT_SERIES } from '../charts/run-series';
import { CleanUpResult } from '../clean-up-result';
import { JobMetricTable } from '../job-metric-table';
import { useRun } from '../run-context';
import { useTimeCharts } from '../use-time-charts';
import { jobsSentence } from './job-labels';

/** The life of the training jobs that the run has started. */
export function JobLife() {
  const { jobLife, cleanUp, series } = useRun();
  const followed = series.points.some((point) => point.jobs !== undefined);
  if (!followed && jobLife === undefined && cleanUp === undefined) return null;
  return (
    <Section title="Jobs" note={jobLife && jobsSentence(jobLife)}>
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
        note="since the start"
        height={144}
        series={JOBS_ENDED_SERIES}
        yAtLeast={3}
        fileName={file('jobs-ended')}
      />
    </div>
  );
}
