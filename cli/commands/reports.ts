import { Command, Option } from 'commander';
import { getCapacityPage } from '@/lib/capacity/get-capacity-page';
import { PlimsollError } from '@/lib/core/errors';
import { reportContent } from '@/lib/reports/content';
import {
  PAPERS,
  type Paper,
  type ReportRequest,
  type ReportSubject,
  readReportRequest,
  reportQuery,
} from '@/lib/reports/model';
import { type FileFormat, printPage } from '@/lib/reports/print-page';
import { findDashboard, type RunningDashboard } from '@/lib/reports/running-dashboard';
import { findTemplate } from '@/lib/reports/templates';
import type { Store } from '@/lib/store/open-store';
import { getSuite, listSuites } from '@/lib/suites/suites';
import { percentage, wholeNumber } from '../option-values';
import { withDashboard } from '../with-dashboard';
import { withStore } from '../with-store';
import { writeWhole } from '../write-whole';

interface ReportOptions {
  pdf?: string;
  html?: string;
  paper: Paper;
  title?: string;
  notes?: string;
  without?: string;
  template?: string;
}

/** What a subcommand's arguments name. */
type Subject = (store: Store) => Promise<ReportSubject> | ReportSubject;

const number = wholeNumber(1, 999_999_999);

export function reportCommand(): Command {
  const report = new Command('report').description('write a PDF or HTML report');
  withOptions(
    report.command('run').description('report on a run').argument('<number>', '', number),
  ).action((run: number, options: ReportOptions) => write(() => ({ kind: 'run', run }), options));
  withOptions(
    report
      .command('compare')
      .description('report on the differences between runs')
      .argument('<base>', 'number of the baseline run', number)
      .argument('<candidates...>', 'numbers of the runs to compare')
      .option('--margin <percent>', 'ignore changes smaller than this', percentage),
  ).action((base: number, candidates: string[], options: ReportOptions & { margin?: number }) =>
    write(
      () => ({
        kind: 'compare',
        runs: [base, ...candidates.map(number)].map(String),
        marginPercent: options.margin && options.margin * 100,
      }),
      options,
    ),
  );
  withOptions(
    report
      .command('suite')
      .description('report on a suite; default: the latest')
      .argument('[number]', '', number),
  ).action((suite: number | undefined, options: ReportOptions) =>
    write(async (store) => ({ kind: 'suite', suite: suite ?? (await lastSuite(store)) }), options),
  );
  withOptions(
    report
      .command('capacity')
      .description('report on a target’s capacity')
      .option('--target <name>', 'target name; default: the one measured last')
      .option('--profile <slug>', 'SLA profile that defines the safe load'),
  ).action((options: ReportOptions & { target?: string; profile?: string }) =>
    write((store) => capacitySubject(store, options), options),
  );
  return report;
}

function withOptions(command: Command): Command {
  return command
    .option('--pdf <file>', 'write a PDF file')
    .option('--html <file>', 'write a self-contained HTML file')
    .addOption(
      new Option('--paper <size>', 'paper size of the PDF')
        .choices(Object.keys(PAPERS))
        .default('a4'),
    )
    .option('--title <text>', 'report title')
    .option('--notes <text>', 'notes on the first page')
    .option('--without <sections>', 'sections to leave out, comma-separated')
    .option('--template <name>', 'report template saved in the dashboard');
}

async function write(subjectOf: Subject, options: ReportOptions): Promise<void> {
  const files = (['pdf', 'html'] as const).flatMap((format) => {
    const file = options[format];
    return file === undefined ? [] : [{ format, file }];
  });
  if (files.length === 0)
    throw new PlimsollError(
      'invalid-input',
      'Set an output file: --pdf FILE, --html FILE, or both.',
    );
  const { query, running } = await withStore(async (store) => {
    const request = await requestOf(store, await subjectOf(store), options);
    if ((await reportContent(store, request)) === undefined)
      throw new PlimsollError('not-found', `${describeError(request.subject)} does not exist.`);
    return { query: reportQuery(request), running: await findDashboard(store) };
  });
  const print = async ({ url, token }: RunningDashboard) => {
    for (const { format, file } of files) {
      await writeWhole(
        file,
        printed(`${url}/print?${query}`, format, token),
        new AbortController().signal,
      );
      console.error(`Report written to ${file}.`);
    }
  };
  await (running === undefined ? withDashboard(print) : print(running));
}

async function* printed(
  url: string,
  format: FileFormat,
  token: string,
): AsyncGenerator<Uint8Array> {
  yield await printPage(url, format, token);
}

async function requestOf(
  store: Store,
  subject: ReportSubject,
  options: ReportOptions,
): Promise<ReportRequest> {
  const template =
    options.template === undefined
      ? undefined
      : await findTemplate(store, subject.kind, options.template);
  const query = new URLSearchParams(
    reportQuery({
      subject,
      without: template?.without ?? [],
      title: options.title ?? template?.title,
      notes: options.notes ?? template?.notes,
      paper: options.paper,
      template: template?.id,
    }),
  );
  if (options.without !== undefined) query.set('without', options.without);
  const { request, problems } = readReportRequest(query);
  if (request === undefined || problems.length > 0)
    throw new PlimsollError('invalid-input', problems.join(' '));
  return request;
}

async function lastSuite(store: Store): Promise<number> {
  const [last] = await listSuites(store, 1);
  if (last === undefined || (await getSuite(store, last.id)) === undefined)
    throw new PlimsollError('not-found', 'No suite results yet. Start one: plimsoll suite sla');
  return last.id;
}

async function capacitySubject(
  store: Store,
  { target, profile }: { target?: string; profile?: string },
): Promise<ReportSubject> {
  const { chosen } = await getCapacityPage(store, { target, profile });
  if (chosen === undefined)
    throw new PlimsollError('not-found', 'No runs with a steady load level yet.');
  if (target !== undefined && chosen.target !== target)
    throw new PlimsollError('not-found', `No measurements of target "${target}".`);
  return { kind: 'capacity', target: chosen.target, family: chosen.familyHash, profile };
}

function describeError(subject: ReportSubject): string {
  switch (subject.kind) {
    case 'run':
      return `Run ${subject.run}`;
    case 'compare':
      return `One of the runs ${subject.runs.join(', ')}`;
    case 'suite':
      return `Suite ${subject.suite}`;
    case 'capacity':
      return 'That target';
  }
}
