'use client';

import { useRouter } from 'next/navigation';
import { useOptimistic, useTransition } from 'react';
import { Select } from '@/components/ui/forms/field';
import type { TrendChoice, TrendPage } from '@/lib/trends/model';
import { TREND_STYLES } from './trend-format';

/** Which runs, and which of their figures; all of it is in the address. */
export function TrendFilters({ choices, chosen, metric }: TrendPage) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  // What was chosen shows at once, and is not lost to a choice that follows before its charts have come.
  const [changes, choose] = useOptimistic<Partial<TrendChoice & { metric: string }>>({});
  if (chosen === undefined) return null;
  const go = (one: typeof changes) => {
    const change = { ...changes, ...one };
    const next = { ...chosen, metric, ...change };
    const query = new URLSearchParams({ scenario: next.scenario, metric: next.metric });
    if (change.scenario === undefined) query.set('target', next.target);
    if (change.scenario === undefined && change.target === undefined)
      query.set('plan', next.planHash);
    startTransition(() => {
      choose(change);
      router.push(`/trends?${query}`, { scroll: false });
    });
  };
  const scenarios = [...new Set(choices.map(({ scenario }) => scenario))];
  const ofScenario = choices.filter(({ scenario }) => scenario === chosen.scenario);
  const targets = [...new Set(ofScenario.map(({ target }) => target))];
  const plans = ofScenario.filter(({ target }) => target === chosen.target);
  return (
    <search className="mb-3 flex flex-wrap items-center gap-2" aria-busy={pending}>
      <Select
        aria-label="Scenario"
        className="w-48 max-sm:w-full"
        value={changes.scenario ?? chosen.scenario}
        onChange={(event) => go({ scenario: event.target.value })}
      >
        {scenarios.map((scenario) => (
          <option key={scenario}>{scenario}</option>
        ))}
      </Select>
      {targets.length > 1 && (
        <Select
          aria-label="Target"
          className="w-48 max-sm:w-full"
          value={changes.target ?? chosen.target}
          onChange={(event) => go({ target: event.target.value })}
        >
          {targets.map((target) => (
            <option key={target}>{target}</option>
          ))}
        </Select>
      )}
      {plans.length > 1 && (
        <Select
          aria-label="Plan"
          className="w-64 max-sm:w-full"
          value={changes.planHash ?? chosen.planHash}
          onChange={(event) => go({ planHash: event.target.value })}
        >
          {plans.map(({ planHash, plan, runs }) => (
            <option key={planHash} value={planHash}>
              {`${plan} ${runs} ${runs === 1 ? 'run' : 'runs'}`}
            </option>
          ))}
        </Select>
      )}
      <Select
        aria-label="Metric"
        className="w-48 max-sm:w-full"
        value={changes.metric ?? metric}
        onChange={(event) => go({ metric: event.target.value })}
      >
        {Object.entries(TREND_STYLES).map(([name, { title }]) => (
          <option key={name} value={name}>
            {title}
          </option>
        ))}
      </Select>
    </search>
  );
}
