'use client';

import { SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { useMay } from '@/components/access/may';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Checkbox, Input } from '@/components/ui/forms/field';
import { useAction } from '@/components/ui/forms/form';
import type { FormState } from '@/components/ui/forms/form-state';
import { plural } from '@/lib/core/number';
import type { RunMetrics } from '@/lib/runs/model';

export type ChooseMetrics = (targetId: number, names: string[] | null) => Promise<FormState>;

interface MetricPickerProps {
  metrics: RunMetrics;
  targetName: string;
  choose: ChooseMetrics;
  onChosen: () => void;
}

/** Which metrics the target's runs show. */
export function MetricPicker({ metrics, targetName, choose, onChosen }: MetricPickerProps) {
  const [open, setOpen] = useState(false);
  const mayChoose = useMay('targets:edit');
  if (!mayChoose || metrics.targetId === undefined || metrics.present.length === 0) return null;
  return (
    <Dialog
      title="Choose metrics"
      description={`Applies to all runs on ${targetName}.`}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm">
          <SlidersHorizontal className="size-3.5" aria-hidden="true" />
          Choose metrics
        </Button>
      }
    >
      <Choice
        metrics={metrics}
        choose={(names) => choose(metrics.targetId ?? 0, names)}
        onDone={() => {
          setOpen(false);
          onChosen();
        }}
      />
    </Dialog>
  );
}

interface ChoiceProps {
  metrics: RunMetrics;
  choose: (names: string[] | null) => Promise<FormState>;
  onDone: () => void;
}

function Choice({ metrics, choose, onDone }: ChoiceProps) {
  const { present, shown, chosen } = metrics;
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set(shown));
  const [filter, setFilter] = useState('');
  const { run, pending, problem } = useAction(onDone);
  const found = present.filter((name) => name.toLowerCase().includes(filter.trim().toLowerCase()));

  function toggle(name: string) {
    const next = new Set(picked);
    if (!next.delete(name)) next.add(name);
    setPicked(next);
  }

  return (
    <>
      <Input
        type="search"
        aria-label="Filter"
        placeholder={`Filter ${plural(present.length, 'metric')}`}
        value={filter}
        onChange={(event) => setFilter(event.target.value)}
      />
      <ul
        aria-label="Metrics"
        className="mt-3 h-72 overflow-y-auto rounded-md border border-line bg-surface px-3 py-1.5"
      >
        {found.map((name) => (
          <li key={name}>
            <Checkbox
              className="py-1.5"
              checked={picked.has(name)}
              onChange={() => toggle(name)}
              name={name}
            >
              <span className="font-mono text-xs break-all">{name}</span>
            </Checkbox>
          </li>
        ))}
        {found.length === 0 && <li className="py-1.5 text-sm text-ink-3">No matching metrics.</li>}
      </ul>
      {problem !== undefined && (
        <p role="alert" className="mt-3 text-sm text-fail">
          {problem}
        </p>
      )}
      <DialogActions>
        {chosen && (
          <Button
            variant="quiet"
            className="mr-auto"
            disabled={pending}
            onClick={() => run(() => choose(null))}
          >
            Reset to default
          </Button>
        )}
        <Button variant="primary" disabled={pending} onClick={() => run(() => choose([...picked]))}>
          Show {plural(picked.size, 'metric')}
        </Button>
      </DialogActions>
    </>
  );
}
