import { Notice, Section } from '@/components/ui/page';
import { numeric, rowLine, Table, Td, Th } from '@/components/ui/table';
import type { CapacityPage } from '@/lib/capacity/model';
import { rate, textOf } from '@/lib/core/number';
import { parameterText as shown } from './capacity-summary';

type ScalingFit = NonNullable<CapacityPage['fit']>;

const MODELS = {
  linear: 'a straight line',
  amdahl: 'Amdahl’s law',
  usl: 'the Universal Scalability Law',
} as const;

/** The fitted scaling model: its parameters, the alternatives, the residuals. */
export function FittedModel({ fit, chosen }: Pick<CapacityPage, 'fit' | 'chosen'>) {
  if (fit === undefined) return null;
  const loads = chosen?.unit === 'users' ? 'users' : 'requests in flight';
  return (
    <Section title="Fitted model" note={`Best fit: ${MODELS[fit.model]}, over ${loads}.`}>
      {fit.warnings.length > 0 && (
        <div className="mb-3">
          <Notice
            tone={fit.isPoor ? 'warn' : 'info'}
            title={fit.isPoor ? 'The fit is too poor for a forecast' : 'About this fit'}
          >
            <ul className="list-disc pl-4">
              {fit.warnings.map(({ code, sentence }) => (
                <li key={code}>{sentence}</li>
              ))}
            </ul>
          </Notice>
        </div>
      )}
      <div className="grid gap-4 xl:grid-cols-[3fr_2fr]">
        <ParameterTable fit={fit} loads={loads} />
        <ResidualStrip residuals={fit.residuals} loads={loads} />
      </div>
      <p className="mt-2 text-sm text-ink-3">
        BIC (lower is better):{' '}
        {fit.rivals.map(({ model, criterion }) => `${model} ${criterion.toFixed(1)}`).join(', ')}.
        Intervals are those of the Universal Scalability Law, whichever model fits best.
      </p>
    </Section>
  );
}

function ParameterTable({ fit, loads }: { fit: ScalingFit; loads: string }) {
  const rows = [
    {
      name: 'gamma',
      sign: 'γ',
      meaning: `throughput per ${loads === 'users' ? 'user' : 'request in flight'}`,
    },
    { name: 'alpha', sign: 'α', meaning: 'contention: the share of work that is serialized' },
    { name: 'beta', sign: 'β', meaning: 'coherency: the cost of coordination' },
  ] as const;
  return (
    <Table>
      <thead>
        <tr>
          <Th>Parameter</Th>
          <Th className={numeric}>Estimate</Th>
          <Th className={numeric}>Std. error</Th>
          <Th className={numeric}>95 % interval</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, sign, meaning }) => (
          <tr key={name} className={rowLine}>
            <Td className="whitespace-normal">
              <span className="font-medium">{sign}</span>{' '}
              <span className="text-ink-3">{meaning}</span>
            </Td>
            <Td className={`${numeric} font-medium`}>{shown(fit.law[name])}</Td>
            <Td className={numeric}>{shown(fit.standardErrors?.[name])}</Td>
            <Td className={`${numeric} text-ink-3`}>
              {fit.intervals?.[name].map(shown).join(' to ') ?? '–'}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

interface ResidualStripProps {
  residuals: readonly { n: number; throughput: number; residual: number }[];
  loads: string;
}

const WIDTH = 300;
const HEIGHT = 96;
const EDGE = 12;

/** Residuals at each level: a pattern here would mean that the model is wrong. */
function ResidualStrip({ residuals, loads }: ResidualStripProps) {
  const most = Math.max(1e-9, ...residuals.map(({ residual }) => Math.abs(residual)));
  const widest = Math.max(1, ...residuals.map(({ n }) => n));
  const x = (n: number) => EDGE + (n / widest) * (WIDTH - 2 * EDGE);
  const y = (residual: number) => HEIGHT / 2 - (residual / most) * (HEIGHT / 2 - EDGE);
  return (
    <figure className="rounded-lg border bg-surface px-3 py-2">
      <figcaption className="flex justify-between text-xs text-ink-3">
        <span>Residuals: measured − fitted, over {loads}</span>
        <span className="nums">±{textOf(rate(most))}</span>
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        className="mt-1 max-h-40 w-full"
        role="img"
        aria-label={`Residuals from ${textOf(rate(Math.min(...residuals.map(({ residual }) => residual))))} to ${textOf(rate(Math.max(...residuals.map(({ residual }) => residual))))}`}
      >
        <path d={`M${EDGE} ${HEIGHT / 2}H${WIDTH - EDGE}`} stroke="var(--line-strong)" />
        {residuals.map(({ n, residual }, at) => (
          <g key={`${n} ${at.toString()}`}>
            <path
              d={`M${x(n)} ${HEIGHT / 2}V${y(residual)}`}
              stroke="var(--accent)"
              opacity="0.5"
            />
            <circle cx={x(n)} cy={y(residual)} r="2.5" fill="var(--accent)" />
          </g>
        ))}
      </svg>
    </figure>
  );
}
