import { latency, span } from '@/lib/core/duration';
import { textOf } from '@/lib/core/number';
import { count, percent, rate } from '@/lib/format/number';
import { plural } from '@/lib/format/plural';
import { signedPercent } from '@/lib/format/signed-percent';
import { escaped, gatesMarkdown, markdownTable } from '@/lib/interop/gates-markdown';
import type { GateResult } from '@/lib/plan/gates';
import { limitWords, objectiveName, objectiveValue } from '@/lib/plan/objective-words';
import type { RunDetail } from '@/lib/runs/model';

/** A run as Markdown, short enough for a job's summary or a pull request: gates, figures, objectives, findings. */
export function runMarkdown(run: RunDetail, gates: readonly GateResult[] = []): string {
  const { state, environment } = run;
  const { totals, overall } = state;
  return [
    `## Run ${run.number}: ${escaped(run.scenario.name)} on ${escaped(run.target.name)}`,
    ...gatesMarkdown(gates),
    `${state.status}, ${run.validity?.validity ?? 'not judged'}: ${plural(totals.requests, 'request')} in ${span(state.progress.elapsedMs)} (${textOf(rate(totals.requestsPerSecond))}), p50 ${textOf(latency(overall.response.p50Ms))}, p95 ${textOf(latency(overall.response.p95Ms))}, p99 ${textOf(latency(overall.response.p99Ms))}, ${textOf(percent(totals.failureRate))} failed.`,
    ...objectives(run),
    ...findings(run),
    markdownTable(
      ['endpoint', 'requests', 'failed', 'p50', 'p95', 'p99'],
      state.endpoints.map(({ name, requests, failureRate, response }) => [
        `\`${name.replaceAll('`', "'")}\``,
        count(requests),
        textOf(percent(failureRate)),
        ...[response.p50Ms, response.p95Ms, response.p99Ms].map((ms) => textOf(latency(ms))),
      ]),
    ),
    [
      `Plan \`${run.planHash}\`, seed ${run.seed}`,
      environment === undefined
        ? undefined
        : `${environment.cpu}, ${environment.cores} cores, Node ${environment.node}`,
    ]
      .filter((part) => part !== undefined)
      .join('; ')
      .concat('.'),
  ].join('\n\n');
}

function objectives({ judgement }: RunDetail): string[] {
  if (judgement === undefined || judgement.verdicts.length === 0) return [];
  const rows = judgement.verdicts.map(({ objective, actual, margin, verdict }) => [
    objectiveName(objective),
    limitWords(objective),
    actual === undefined
      ? '–'
      : textOf(objective.over === 'seconds' ? percent(actual) : objectiveValue(objective, actual)),
    textOf(signedPercent(margin)),
    verdict,
  ]);
  return [markdownTable(['objective', 'limit', 'measured', 'margin', 'verdict'], rows)];
}

function findings({ findings: found }: RunDetail): string[] {
  if (found === undefined || found.length === 0) return [];
  return [
    found
      .map(
        ({ title, sentence, recommendation }) =>
          `- **${escaped(title)}.** ${escaped(sentence)} ${escaped(recommendation)}`,
      )
      .join('\n'),
  ];
}
