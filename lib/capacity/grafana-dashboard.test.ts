import { expect, it } from 'vitest';
import { startTestService } from '@/reference-service/testing/start-test-service';
import { alertRules } from './alert-rules';
import { grafanaDashboard } from './grafana-dashboard';

const LIMITS = { p95LimitMs: 200, failureShare: 0.01, safeThroughput: 41.5 };

interface Dashboard {
  title: string;
  panels: {
    title: string;
    fieldConfig: { defaults: { thresholds: { steps: { value: number | null }[] } } };
    targets: { expr: string }[];
  }[];
}

it('draws the limits and the line', () => {
  const { panels, title } = grafanaDashboard({ target: 'Staging', ...LIMITS }) as Dashboard;
  expect(title).toBe('Training service: Staging');
  const limits = panels.flatMap((panel) =>
    panel.fieldConfig.defaults.thresholds.steps.slice(1).map(({ value }) => [panel.title, value]),
  );
  expect(limits).toEqual([
    ['Response time', 0.2],
    ['Throughput and measured safe load', 41.5],
    ['Error rate', 0.01],
  ]);
});

it('asks only for metrics that the reference service tells', async () => {
  const { url } = await startTestService({});
  await fetch(`${url}/api/v1/jsonrpc`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"jsonrpc":"2.0","id":1,"method":"rpc.ping"}',
  });
  const told = await (await fetch(`${url}/metrics`)).text();
  const { panels } = grafanaDashboard({ target: 'Reference', ...LIMITS }) as Dashboard;
  const rules = alertRules({
    target: 'Reference',
    profile: 'Strict',
    objectives: [],
    safeThroughput: 1,
  });
  const asked = [...panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)), rules]
    .join(' ')
    .match(/(http_request|rpc_requests|training|redis|process)_[a-z0-9_]+/g);
  const missing = [...new Set(asked)].filter((name) => !told.includes(name));
  // The rest of the rules' words are labels and the queue's name.
  expect(missing.filter((name) => name !== 'training_jobs')).toEqual([]);
});
