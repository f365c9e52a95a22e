/** What a dashboard draws beside the metrics: the profile's limits and the measured line. */
export interface DashboardSource {
  target: string;
  p95LimitMs?: number;
  failureShare?: number;
  safeThroughput?: number;
}

interface Panel {
  title: string;
  unit: string;
  queries: readonly { expr: string; legend: string }[];
  /** Drawn as a line. */
  limit?: number;
}

const WIDTH = 12;
const HEIGHT = 8;
const RATE = '$__rate_interval';

/** A Grafana dashboard (schema 39) of a training service's own metrics, to be imported as it is. */
export function grafanaDashboard(source: DashboardSource): object {
  const panels = panelsOf(source);
  return {
    __inputs: [
      {
        name: 'DS_PROMETHEUS',
        label: 'Prometheus',
        type: 'datasource',
        pluginId: 'prometheus',
        pluginName: 'Prometheus',
        description: '',
      },
    ],
    title: `Training service: ${source.target}`,
    tags: ['plimsoll', 'training'],
    schemaVersion: 39,
    editable: true,
    refresh: '30s',
    time: { from: 'now-6h', to: 'now' },
    templating: { list: [] },
    annotations: { list: [] },
    panels: panels.map((panel, at) => ({
      id: at + 1,
      type: 'timeseries',
      title: panel.title,
      gridPos: { h: HEIGHT, w: WIDTH, x: (at % 2) * WIDTH, y: Math.floor(at / 2) * HEIGHT },
      datasource: DATASOURCE,
      fieldConfig: { defaults: defaultsOf(panel), overrides: [] },
      options: { legend: { displayMode: 'list', placement: 'bottom' }, tooltip: { mode: 'multi' } },
      targets: panel.queries.map(({ expr, legend }, index) => ({
        refId: String.fromCharCode(65 + index),
        datasource: DATASOURCE,
        expr,
        legendFormat: legend,
        range: true,
      })),
    })),
  };
}

// Grafana's own placeholder: it asks for the data source when the dashboard is imported.
const DATASOURCE = { type: 'prometheus', uid: ['$', '{DS_PROMETHEUS}'].join('') };

function defaultsOf({ unit, limit }: Panel) {
  const steps = [
    { color: 'transparent', value: null },
    ...(limit === undefined ? [] : [{ color: 'red', value: limit }]),
  ];
  return {
    unit,
    min: 0,
    custom: {
      lineWidth: 1,
      fillOpacity: 0,
      showPoints: 'never',
      spanNulls: false,
      thresholdsStyle: { mode: limit === undefined ? 'off' : 'line' },
    },
    thresholds: { mode: 'absolute', steps },
  };
}

function panelsOf({ p95LimitMs, failureShare, safeThroughput }: DashboardSource): Panel[] {
  const quantile = (q: number) => ({
    expr: `histogram_quantile(${q}, sum by (le) (rate(http_request_duration_seconds_bucket[${RATE}])))`,
    legend: `p${q * 100}`,
  });
  return [
    {
      title: 'Response time',
      unit: 's',
      queries: [0.5, 0.95, 0.99].map(quantile),
      limit: p95LimitMs === undefined ? undefined : p95LimitMs / 1000,
    },
    {
      title: 'Throughput and measured safe load',
      unit: 'reqps',
      limit: safeThroughput,
      queries: [{ expr: `sum(rate(http_requests_total[${RATE}]))`, legend: 'requests' }],
    },
    {
      title: 'Error rate',
      unit: 'percentunit',
      limit: failureShare,
      queries: [
        {
          expr: `sum(rate(rpc_requests_total{outcome!="ok"}[${RATE}])) / sum(rate(rpc_requests_total[${RATE}]))`,
          legend: 'failed',
        },
      ],
    },
    {
      title: 'Jobs',
      unit: 'short',
      queries: [
        { expr: 'training_jobs_active', legend: 'queued and running' },
        { expr: 'redis_queue_length{queue="training_jobs"}', legend: 'queued' },
        { expr: 'training_workers_active', legend: 'workers busy' },
      ],
    },
    {
      title: 'Jobs per second',
      unit: 'ops',
      queries: ['created', 'completed', 'failed', 'cancelled'].map((state) => ({
        expr: `rate(training_jobs_${state}_total[${RATE}])`,
        legend: state,
      })),
    },
    {
      title: 'Inference slots',
      unit: 'short',
      queries: [
        { expr: 'training_inference_slots_in_use', legend: 'in use' },
        { expr: 'training_inference_slots_waiting', legend: 'waiting' },
      ],
    },
    {
      title: 'Database',
      unit: 'short',
      queries: [
        { expr: 'training_database_pool_in_use', legend: 'connections in use' },
        { expr: 'training_database_pool_waiting', legend: 'requests waiting' },
        { expr: 'training_database_writer_queue', legend: 'writes waiting' },
      ],
    },
    {
      title: 'Memory',
      unit: 'bytes',
      queries: [{ expr: 'process_resident_memory_bytes', legend: 'resident' }],
    },
  ];
}
