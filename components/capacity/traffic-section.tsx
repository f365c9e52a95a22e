'use client';

import { useId, useMemo, useState } from 'react';
import { May, useMay } from '@/components/access/may';
import { ChartFrame } from '@/components/charts/chart-frame';
import { Cursor, useHidden } from '@/components/charts/interaction';
import { Legend } from '@/components/charts/legend';
import { Plot } from '@/components/charts/plot';
import { columnsOf, type PlotSeries } from '@/components/charts/series';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field, Input } from '@/components/ui/forms/field';
import { FormMessage, useAction, useForm } from '@/components/ui/forms/form';
import { type FormAction, problemAt } from '@/components/ui/forms/form-state';
import { Section } from '@/components/ui/page';
import type { CapacityPage } from '@/lib/capacity/model';
import { count, rate } from '@/lib/core/number';
import { levelLabel } from '@/lib/plan/labels';
import type { CapacityActions } from './capacity-actions';
import { forecastSummary } from './capacity-summary';
import { trafficPoints } from './scaling-points';

interface TrafficSectionProps {
  page: CapacityPage;
  /** Where its reader may enter observations and take them away. */
  actions?: Pick<CapacityActions, 'addTraffic' | 'importTraffic' | 'removeTraffic'>;
}

const LATEST = 6;

/** Observed traffic, its growth, and when it reaches the safe load. */
export function TrafficSection({ page, actions }: TrafficSectionProps) {
  const { chosen, traffic, line, forecasts } = page;
  const { run, problem } = useAction();
  const mayEdit = useMay('runs:edit');
  if (chosen === undefined) return null;
  const hidden = { target: chosen.target, unit: chosen.unit };
  const sentences = forecastSummary(page);
  return (
    <Section
      title="Growth"
      note={`Observed traffic on ${chosen.target}, in ${chosen.unit === 'users' ? 'users' : 'requests per second'}.`}
      action={
        actions && (
          <May scope="runs:edit">
            <ImportTraffic action={actions.importTraffic} hidden={hidden} />
            <AddTraffic action={actions.addTraffic} hidden={hidden} />
          </May>
        )
      }
    >
      {problem !== undefined && (
        <p role="alert" className="mb-2 text-sm text-fail">
          {problem}
        </p>
      )}
      <ul className="mb-3 flex flex-col gap-1">
        {sentences.map((sentence) => (
          <li key={sentence} className="max-w-[96ch] text-pretty">
            {sentence}
          </li>
        ))}
      </ul>
      {traffic.points.length > 1 && <TrafficChart {...{ traffic, line, forecasts }} />}
      {traffic.points.length > 0 && (
        <ul className="mt-3 divide-y rounded-lg border bg-surface" aria-label="Latest observations">
          {traffic.points
            .slice(-LATEST)
            .reverse()
            .map(({ id, at, value }) => (
              <li key={id} className="nums flex min-h-9 items-center gap-x-4 px-3 text-sm">
                <time dateTime={at}>{at.slice(0, 10)}</time>
                <span className="flex-1">{levelLabel(value, traffic.unit)}</span>
                {actions !== undefined && mayEdit && (
                  <Button
                    variant="quiet"
                    size="sm"
                    onClick={() => run(() => actions.removeTraffic(id))}
                  >
                    Remove<span className="sr-only"> {at.slice(0, 10)}</span>
                  </Button>
                )}
              </li>
            ))}
        </ul>
      )}
    </Section>
  );
}

interface TrafficFormProps {
  action: FormAction;
  hidden: { target: string; unit: string };
}

function AddTraffic({ action, hidden }: TrafficFormProps) {
  const [open, setOpen] = useState(false);
  const form = useForm(action, () => setOpen(false));
  return (
    <Dialog
      title="Add observed traffic"
      description={`Traffic on ${hidden.target} for one day. A later entry for the same day replaces it.`}
      trigger={<Button>Add traffic</Button>}
      open={open}
      onOpenChange={(next) => {
        form.reset();
        setOpen(next);
      }}
    >
      <form onSubmit={form.onSubmit} noValidate className="flex flex-col gap-4">
        <FormMessage state={form.state} fields={['at', 'value']} />
        <Hidden {...hidden} />
        <div className="grid grid-cols-2 gap-4">
          <Field label="Day" problem={problemAt(form.state, 'at')}>
            {(control) => <Input {...control} name="at" type="date" className="nums" />}
          </Field>
          <Field
            label={hidden.unit === 'users' ? 'Users' : 'Requests per second'}
            problem={problemAt(form.state, 'value')}
          >
            {(control) => <Input {...control} name="value" inputMode="decimal" className="nums" />}
          </Field>
        </div>
        <DialogActions>
          <Button variant="primary" type="submit" disabled={form.pending}>
            Save
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function ImportTraffic({ action, hidden }: TrafficFormProps) {
  const [open, setOpen] = useState(false);
  const form = useForm(action, () => setOpen(false));
  return (
    <Dialog
      title="Import observed traffic"
      description="One line per day: a date such as 2026-11-23, a comma, a number. If any line is invalid, nothing is imported."
      trigger={<Button>Import</Button>}
      open={open}
      onOpenChange={(next) => {
        form.reset();
        setOpen(next);
      }}
    >
      <form onSubmit={form.onSubmit} noValidate className="flex flex-col gap-4">
        <FormMessage state={form.state} fields={['text']} />
        <Hidden {...hidden} />
        <Field label="Data" problem={problemAt(form.state, 'text')}>
          {(control) => (
            <textarea
              {...control}
              name="text"
              rows={8}
              spellCheck={false}
              placeholder={'date,value\n2026-11-21,38.5\n2026-11-22,39.1'}
              className="w-full rounded-md border border-line-strong bg-surface px-2.5 py-1.5 font-mono text-xs"
            />
          )}
        </Field>
        <DialogActions>
          <Button variant="primary" type="submit" disabled={form.pending}>
            Import
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function Hidden({ target, unit }: TrafficFormProps['hidden']) {
  return (
    <>
      <input type="hidden" name="target" value={target} />
      <input type="hidden" name="unit" value={unit} />
    </>
  );
}

const HEIGHT = 220;
const TICKS = 6;

/** Observed traffic, both growth forecasts, and the safe load. */
function TrafficChart({
  traffic,
  line,
  forecasts,
}: Pick<CapacityPage, 'traffic' | 'line' | 'forecasts'>) {
  const cursor = useState(() => new Cursor())[0];
  const { hidden, toggle } = useHidden();
  const points = useMemo(() => trafficPoints(traffic.points, forecasts), [traffic, forecasts]);
  const isUsers = traffic.unit === 'users';
  const format = isUsers
    ? (value: number | undefined) => ({ value: count(value), unit: '' })
    : rate;
  const unit = isUsers ? 'users' : '/s';
  const series: PlotSeries[] = [
    { key: 'observed', label: 'observed', color: 'var(--ink)', look: 'dots', format, unit },
    ...forecasts.map(({ growth }) => ({
      key: growth,
      label: growth,
      format,
      unit,
      look: 'dashed' as const,
      color: growth === 'linear' ? 'var(--series-a)' : 'var(--series-b)',
    })),
  ];
  const [first, last] = [points[0]?.x ?? 0, points.at(-1)?.x ?? 1];
  // Before the cursor has been anywhere, the tip is asked for nothing.
  const day = (x: number) => (Number.isFinite(x) ? new Date(x).toISOString().slice(0, 10) : '');
  return (
    <div className="instrument">
      <ChartFrame
        title="Observed traffic and growth"
        unit={isUsers ? 'users' : 'requests/s'}
        height={HEIGHT}
        fileName="capacity-traffic"
        columns={() => [
          { header: 'Day', values: points.map(({ x }) => day(x)) },
          ...columnsOf({ header: '', value: (x) => x }, points, series).slice(1),
        ]}
        legend={<Legend {...{ series, hidden, points, cursor }} onToggle={toggle} />}
      >
        <Plot
          title="Observed traffic and growth"
          {...{ points, series, hidden, cursor, height: HEIGHT }}
          syncId={useId()}
          limits={
            line.state === 'known'
              ? [
                  {
                    value: line.line.load,
                    label: isUsers ? count(line.line.load) : `${count(line.line.load)}/s`,
                  },
                ]
              : []
          }
          x={{
            domain: [first, last],
            ticks: Array.from(
              { length: TICKS + 1 },
              (_, at) => first + ((last - first) * at) / TICKS,
            ),
            format: (x) => day(x).slice(5),
            tip: day,
          }}
        />
      </ChartFrame>
    </div>
  );
}
