'use client';

import { useState } from 'react';
import { TrendCharts } from '@/components/charts/trend-charts';
import { Select } from '@/components/ui/input';
import { Section } from '@/components/ui/section';
import { TextLink } from '@/components/ui/text-link';
import type { ScenarioCard } from '@/lib/overview/model';

/** How one scenario's runs have changed: p95 and failure rate, run by run. */
export function TrendSection({ cards }: { cards: readonly ScenarioCard[] }) {
  const withRuns = cards.filter((card) => card.trend.length > 0);
  const [id, setId] = useState(() => lastRun(withRuns)?.scenario.id);
  const chosen = withRuns.find((card) => card.scenario.id === id) ?? withRuns[0];
  if (chosen === undefined) return null;
  return (
    <Section
      title="Run by run"
      action={
        <>
          <TextLink href={`/trends?scenario=${encodeURIComponent(chosen.scenario.name)}`}>
            Trend
          </TextLink>
          <Select
            aria-label="Scenario"
            className="w-44"
            value={chosen.scenario.id}
            onChange={(event) => setId(Number(event.target.value))}
          >
            {withRuns.map(({ scenario }) => (
              <option key={scenario.id} value={scenario.id}>
                {scenario.name}
              </option>
            ))}
          </Select>
        </>
      }
    >
      <TrendCharts
        key={chosen.scenario.id}
        fileName={chosen.scenario.slug}
        runs={chosen.trend.map(({ number, p50Ms, p95Ms, p99Ms, failureRate }) => ({
          number,
          p50Ms,
          p95Ms,
          p99Ms,
          failureRate,
        }))}
      />
    </Section>
  );
}

/** The card of the scenario that ran last. */
function lastRun(cards: readonly ScenarioCard[]): ScenarioCard | undefined {
  const lastNumber = (card: ScenarioCard) => card.trend.at(-1)?.number ?? 0;
  return cards.toSorted((a, b) => lastNumber(b) - lastNumber(a))[0];
}
