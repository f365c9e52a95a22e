import clsx from 'clsx';
import { Quantity } from '@/components/ui/quantity';
import { minor, numeric, rowLine, Table, Td, Th } from '@/components/ui/table';
import { count } from '@/lib/format/number';
import type { JobMetric } from '@/lib/runs/model';
import { METRIC_WORDS, methodWords, metricValue } from './tables/job-labels';

/** How long each part of a job's life took, and how that is known. */
export function JobMetricTable({ metrics }: { metrics: readonly JobMetric[] }) {
  return (
    <Table className="as-list">
      <thead>
        <tr>
          <Th>Part of a job’s life</Th>
          <Th className={clsx(numeric, minor)}>Observed</Th>
          <Th className={clsx(numeric, minor)}>p50</Th>
          <Th className={numeric}>p95</Th>
          <Th className={clsx(numeric, minor)}>p99</Th>
          <Th className={clsx(numeric, minor)}>Most</Th>
          <Th>How it is known</Th>
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
  const { title, about } = METRIC_WORDS[name];
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
        {methodWords(metric)}
      </Td>
    </tr>
  );
}
