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
import { findDashboard } from '@/lib/reports/running-dashboard';
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
  const report = new Command('report').description(
    'write a report for readers who never open the dashboard: --pdf, --html',
  );
  withOptions(
    report.command('run').description('of a run').argument('<number>', '', number),
  ).action((run: number, options: ReportOptions) => write(() => ({ kind: 'run', run }), options));
  withOptions(
    report
      .command('compare')
      .description('of what changed between runs')
      .argument('<base>', 'the number of the run to compare with', number)
      .argument('<candidates...>', 'the numbers of the runs that are compared')
      .option('--margin <percent>', 'changes within it do not matter', percentage),
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
      .description('of a suite; by default the last one')
      .argument('[number]', '', number),
  ).action((suite: number | undefined, options: ReportOptions) =>
    write(async (store) => ({ kind: 'suite', suite: suite ?? (await lastSuite(store)) }), options),
  );
  withOptions(
    report
      .command('capacity')
      .description('of how much load a target safely carries')
      .option('--target <name>', 'a target that was measured; by default the last one')
      .option('--profile <slug>', 'the SLA profile that draws the line'),
  ).action((options: ReportOptions & { target?: string; profile?: string }) =>
    write((store) => capacitySubject(store, options), options),
  );
  return report;
}

function withOptions(command: Command): Command {
  return command
    .option('--pdf <file>', 'write it as PDF to this file')
    .option('--html <file>', 'write it as one HTML file that needs nothing else')
    .addOption(
      new Option('--paper <size>', 'of the PDF').choices(Object.keys(PAPERS)).default('a4'),
    )
    .option('--title <text>', 'instead of its own')
    .option('--notes <text>', 'what its readers should know first')
    .option('--without <sections>', 'sections to leave out, with commas between them')
    .option('--template <name>', 'one that is kept in the dashboard');
}

async function write(subjectOf: Subject, options: ReportOptions): Promise<void> {
  const files = (['pdf', 'html'] as const).flatMap((format) => {
    const file = options[format];
    return file === undefined ? [] : [{ format, file }];
  });
  if (files.length === 0)
    throw new PlimsollError('invalid-input', 'Say where to: --pdf FILE, --html FILE, or both.');
  const { query, running } = await withStore(async (store) => {
    const request = await requestOf(store, await subjectOf(store), options);
    if ((await reportContent(store, request)) === undefined)
      throw new PlimsollError('not-found', `${describeError(request.subject)} does not exist.`);
    return { query: reportQuery(request), running: await findDashboard(store) };
  });
  const print = async (url: string) => {
    for (const { format, file } of files) {
      await writeWhole(
        file,
        printed(`${url}/print?${query}`, format),
        new AbortController().signal,
      );
      console.error(`The report is in ${file}.`);
    }
  };
  await (running === undefined ? withDashboard(print) : print(running));
}

async function* printed(url: string, format: FileFormat): AsyncGenerator<Uint8Array> {
  yield await printPage(url, format);
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
    throw new PlimsollError('not-found', 'There is no suite yet: plimsoll suite sla runs one.');
  return last.id;
}

async function capacitySubject(
  store: Store,
  { target, profile }: { target?: string; profile?: string },
): Promise<ReportSubject> {
  const { chosen } = await getCapacityPage(store, { target, profile });
  if (chosen === undefined)
    throw new PlimsollError('not-found', 'Nothing has been measured whose load stood still.');
  if (target !== undefined && chosen.target !== target)
    throw new PlimsollError('not-found', `Nothing was measured of a target "${target}".`);
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
