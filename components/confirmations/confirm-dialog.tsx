'use client';

import { useState } from 'react';
import { May } from '@/components/access/may';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field, Select } from '@/components/ui/forms/field';
import { FormMessage } from '@/components/ui/forms/form';
import { type FormState, problemAt } from '@/components/ui/forms/form-state';
import { useConfirming } from '@/components/ui/forms/host-confirmation';
import { NumberInput, SpanInput } from '@/components/ui/forms/inputs';
import { span } from '@/lib/core/duration';
import { plural } from '@/lib/core/number';

/** A run that is repeated. */
interface ConfirmedRun {
  number: number;
  target: string;
  durationMs: number;
}

interface ConfirmRequest {
  base: number;
  candidate: number;
  pairs: number;
  durationMs: number;
  margin: number;
  baseTarget?: number;
  candidateTarget?: number;
  confirmHost?: string;
}

interface ConfirmDialogProps {
  base: ConfirmedRun;
  candidate: ConfirmedRun;
  margin: number;
  targets: readonly { id: number; name: string }[];
  confirm: (request: ConfirmRequest) => Promise<FormState>;
}

const USUAL_PAIRS = 4;
const USUAL_MS = 60_000;
const FIELDS = ['pairs', 'durationMs'];

/** Before anyone is alarmed: both runs again and again, in turns, so that what drifts meets both alike. */
export function ConfirmDialog({ base, candidate, margin, targets, confirm }: ConfirmDialogProps) {
  const shortest = Math.min(base.durationMs, candidate.durationMs);
  const [pairs, setPairs] = useState(USUAL_PAIRS);
  const [durationMs, setDurationMs] = useState(Math.max(10_000, Math.min(USUAL_MS, shortest)));
  const [baseTarget, setBaseTarget] = useState<number>();
  const [candidateTarget, setCandidateTarget] = useState<number>();
  const [state, setState] = useState<FormState>();
  const [pending, setPending] = useState(false);
  const confirming = useConfirming();
  const request = { pairs, durationMs, margin, baseTarget, candidateTarget };
  const totalMs = 2 * pairs * durationMs;

  async function send() {
    setPending(true);
    const numbers = { base: base.number, candidate: candidate.number };
    setState(await confirming((confirmHost) => confirm({ ...numbers, ...request, confirmHost })));
    setPending(false);
  }

  return (
    <May scope="runs:start">
      <Dialog
        title="Confirm with repeats"
        description={`A is run ${base.number}, B is run ${candidate.number}. They are repeated alternately (A B B A) and evaluated together.`}
        trigger={<Button variant="primary">Confirm with repeats</Button>}
        onOpenChange={() => setState(undefined)}
      >
        <form
          noValidate
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            void send();
          }}
        >
          <FormMessage state={state} fields={FIELDS} />
          <div className="grid grid-cols-2 gap-4">
            <Field label="Pairs" hint="One A and one B each." problem={problemAt(state, 'pairs')}>
              {(control) => (
                <NumberInput {...control} min={2} max={20} value={pairs} onChange={setPairs} />
              )}
            </Field>
            <Field
              label="Duration of each run"
              hint="Longer runs give narrower intervals."
              problem={problemAt(state, 'durationMs')}
            >
              {(control) => (
                <SpanInput {...control} valueMs={durationMs} onChangeMs={setDurationMs} />
              )}
            </Field>
          </div>
          <div className="grid grid-cols-2 gap-4 max-sm:grid-cols-1">
            <TargetChoice
              label="Target for A"
              own={base.target}
              {...{ targets, value: baseTarget, onChange: setBaseTarget }}
            />
            <TargetChoice
              label="Target for B"
              own={candidate.target}
              {...{ targets, value: candidateTarget, onChange: setCandidateTarget }}
            />
          </div>
          <p className="nums text-sm text-ink-2">
            {Number.isFinite(totalMs) &&
              `${plural(2 * pairs, 'run')}, ${span(totalMs)} in total, queued after active runs.`}
          </p>
          <DialogActions>
            <Button variant="primary" type="submit" disabled={pending}>
              {Number.isFinite(pairs) ? `Queue ${plural(2 * pairs, 'run')}` : 'Queue runs'}
            </Button>
          </DialogActions>
        </form>
      </Dialog>
    </May>
  );
}

interface TargetChoiceProps {
  label: string;
  /** The target of the run itself. */
  own: string;
  targets: readonly { id: number; name: string }[];
  value: number | undefined;
  onChange: (id: number | undefined) => void;
}

function TargetChoice({ label, own, targets, value, onChange }: TargetChoiceProps) {
  return (
    <Field label={label}>
      {(control) => (
        <Select
          {...control}
          className="w-full"
          value={value ?? ''}
          onChange={(event) =>
            onChange(event.target.value === '' ? undefined : Number(event.target.value))
          }
        >
          <option value="">{own}</option>
          {targets
            .filter(({ name }) => name !== own)
            .map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
        </Select>
      )}
    </Field>
  );
}
