'use client';

import { X } from 'lucide-react';
import { useId } from 'react';
import { Button } from '@/components/ui/button';
import { Input, Select } from '@/components/ui/forms/field';
import type { SampleListQuery } from '@/lib/runs/model';
import { OUTCOMES } from '@/lib/stats/outcome';
import { shortEndpoint } from '../charts/run-series';
import { outcomeLabel } from '../tables/outcome-labels';

interface SampleFiltersProps {
  query: SampleListQuery;
  endpoints: readonly string[];
  onChange: (changes: Record<string, string | undefined>) => void;
}

export function SampleFilters({ query, endpoints, onChange }: SampleFiltersProps) {
  const minId = useId();
  const change = (changes: Record<string, string | undefined>) =>
    onChange({ ...changes, page: undefined });
  return (
    <search className="mb-2 flex flex-wrap items-center gap-2">
      <Select
        aria-label="Endpoint"
        className="w-44 max-sm:w-[calc(50%-4px)]"
        value={query.endpoint ?? ''}
        onChange={(event) => change({ endpoint: event.target.value })}
      >
        <option value="">All endpoints</option>
        {endpoints.map((name) => (
          <option key={name} value={name}>
            {shortEndpoint(name)}
          </option>
        ))}
      </Select>
      <Select
        aria-label="Outcome"
        className="w-40 max-sm:w-[calc(50%-4px)]"
        value={query.outcome ?? ''}
        onChange={(event) => change({ outcome: event.target.value })}
      >
        <option value="">All outcomes</option>
        <option value="failed">All errors</option>
        {OUTCOMES.map((outcome) => (
          <option key={outcome} value={outcome}>
            {outcomeLabel(outcome)}
          </option>
        ))}
      </Select>
      <div className="flex items-center gap-2 text-sm whitespace-nowrap text-ink-2">
        <label htmlFor={minId}>Min response time</label>
        <Input
          id={minId}
          key={query.minResponseMs}
          type="number"
          min={0}
          step="any"
          inputMode="decimal"
          className="nums w-20! text-right"
          defaultValue={query.minResponseMs}
          onBlur={(event) => {
            if (event.target.value !== String(query.minResponseMs ?? ''))
              change({ min: event.target.value });
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.currentTarget.blur();
          }}
        />
        ms
      </div>
      {query.errorId !== undefined && (
        <Button size="sm" onClick={() => change({ error: undefined })}>
          Error {query.errorId} only
          <X className="size-3.5" aria-hidden="true" />
          <span className="sr-only">Show all samples</span>
        </Button>
      )}
    </search>
  );
}
