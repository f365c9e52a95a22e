'use client';

import { Search } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Input, Select } from '@/components/ui/forms/field';
import { VERDICT_STYLES } from '@/components/verdict/verdict-badge';
import { RUN_STATUSES, type RunListPage, type RunListQuery } from '@/lib/runs/model';
import { statusLabel } from '../status-badge';
import { isFiltered } from './run-query';

interface RunFiltersProps {
  query: RunListQuery;
  facets: RunListPage['facets'];
  onChange: (changes: Record<string, string | undefined>) => void;
}

export function RunFilters({ query, facets, onChange }: RunFiltersProps) {
  const choices = [
    { key: 'scenario', label: 'Scenario', all: 'All scenarios', values: facets.scenarios },
    { key: 'target', label: 'Target', all: 'All targets', values: facets.targets },
    { key: 'label', label: 'Label', all: 'All labels', values: facets.labels },
  ] as const;
  return (
    <search className="mb-3 flex flex-wrap items-center gap-2">
      <form
        className="relative w-64 max-sm:w-full"
        onSubmit={(event) => {
          event.preventDefault();
          const search = new FormData(event.currentTarget).get('search');
          onChange({ search: typeof search === 'string' ? search : undefined });
        }}
      >
        <Search
          aria-hidden="true"
          className="pointer-events-none absolute top-1/2 left-2.5 size-3.5 -translate-y-1/2 text-ink-3"
        />
        <Input
          key={query.search}
          type="search"
          name="search"
          aria-label="Search runs"
          placeholder="Name, note, label, number"
          className="pl-8"
          defaultValue={query.search}
          onBlur={(event) => {
            if (event.target.value !== (query.search ?? ''))
              onChange({ search: event.target.value });
          }}
        />
      </form>
      {choices.map(
        ({ key, label, all, values }) =>
          (values.length > 1 || query[key] !== undefined) && (
            <Select
              key={key}
              aria-label={label}
              className="w-40 max-sm:w-[calc(50%-4px)]"
              value={query[key] ?? ''}
              onChange={(event) => onChange({ [key]: event.target.value })}
            >
              <option value="">{all}</option>
              {values.map((value) => (
                <option key={value} value={value}>
                  {value}
                </option>
              ))}
            </Select>
          ),
      )}
      <Select
        aria-label="Status"
        className="w-36 max-sm:w-[calc(50%-4px)]"
        value={query.status ?? ''}
        onChange={(event) => onChange({ status: event.target.value })}
      >
        <option value="">Any status</option>
        {RUN_STATUSES.map((status) => (
          <option key={status} value={status}>
            {statusLabel(status)}
          </option>
        ))}
      </Select>
      <Select
        aria-label="Verdict"
        className="w-36 max-sm:w-[calc(50%-4px)]"
        value={query.verdict ?? ''}
        onChange={(event) => onChange({ verdict: event.target.value })}
      >
        <option value="">Any verdict</option>
        {Object.entries(VERDICT_STYLES).map(([verdict, { word }]) => (
          <option key={verdict} value={verdict}>
            {word}
          </option>
        ))}
      </Select>
      {isFiltered(query) && (
        <Button
          variant="quiet"
          onClick={() =>
            onChange({
              search: undefined,
              scenario: undefined,
              target: undefined,
              label: undefined,
              status: undefined,
              verdict: undefined,
            })
          }
        >
          Clear
        </Button>
      )}
    </search>
  );
}
