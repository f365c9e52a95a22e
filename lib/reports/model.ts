import { PUBLISHED_RUNS } from '@/lib/scenarios/model';

/** What a page's token, without which its browser has nothing printed, is called in its head and as a header. */
export const TOKEN_META = 'plimsoll-page-token';

export const REPORT_KINDS = ['run', 'compare', 'suite', 'capacity'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** The sections that a report may have, in their order; the sentence that answers it is always there. */
export const REPORT_SECTIONS = {
  run: {
    figures: 'Key figures',
    objectives: 'Objectives',
    findings: 'Findings and recommendations',
    charts: 'Charts over time, with tables',
    metrics: 'Target metrics',
    endpoints: 'Endpoints',
    errors: 'Errors',
    jobs: 'Training jobs',
    capacity: 'Capacity',
    generator: 'Generator',
    plan: 'Plan and environment',
    method: 'Method and validity',
    glossary: 'Glossary',
    replay: 'How to reproduce it',
  },
  compare: {
    differences: 'Comparability',
    changes: 'What changed',
    charts: 'Charts over time, with tables',
    distribution: 'Distributions',
    errors: 'Errors',
    runs: 'Runs: plans, environments, hashes',
    method: 'Method and validity',
    glossary: 'Glossary',
  },
  suite: {
    compliance: 'Key objectives',
    benchmarks: 'Benchmarks and observations',
    environment: 'Environment',
    method: 'Method and validity',
    glossary: 'Glossary',
    replay: 'How to reproduce it',
  },
  capacity: {
    figures: 'Key figures',
    curves: 'Curves, with tables',
    searches: 'Searches',
    law: 'Fitted model',
    levels: 'Measured load levels',
    growth: 'Growth',
    whatIf: 'What-if analysis',
    method: 'Method and validity',
    glossary: 'Glossary',
  },
} as const satisfies Record<ReportKind, Record<string, string>>;

export const PAPERS = { a4: 'A4', letter: 'Letter' } as const;
export type Paper = keyof typeof PAPERS;

export type ReportSubject =
  | { kind: 'run'; run: number }
  | { kind: 'compare'; runs: string[]; base?: string; marginPercent?: number }
  | { kind: 'suite'; suite: number }
  | { kind: 'capacity'; target?: string; family?: string; profile?: string };

export interface ReportRequest {
  subject: ReportSubject;
  /** Sections that are left out. */
  without: readonly string[];
  /** Instead of the report's own. */
  title?: string;
  /** What its readers should know beforehand. */
  notes?: string;
  paper: Paper;
  /** Number of the template whose logo it carries. */
  template?: number;
}

export const MAX_TITLE = 120;
export const MAX_NOTES = 4000;

export interface ReadRequest {
  /** Undefined where what to report on is missing or wrong. */
  request?: ReportRequest;
  /** What of the address could not be used, in sentences. */
  problems: string[];
}

/** Reads a report's address: "?of=run&run=12&paper=letter&without=glossary,method". */
export function readReportRequest(params: URLSearchParams): ReadRequest {
  const problems: string[] = [];
  const subject = subjectOf(params, problems);
  if (subject === undefined) return { problems };
  const sections = Object.keys(REPORT_SECTIONS[subject.kind]);
  const asked = listOf(params.get('without'));
  for (const name of asked)
    if (!sections.includes(name))
      problems.push(
        `"${name}" is not a section of this report. Available: ${sections.join(', ')}.`,
      );
  const paper = params.get('paper') ?? 'a4';
  if (!Object.hasOwn(PAPERS, paper))
    problems.push(`The paper size "${paper}" is unknown. Use a4 or letter.`);
  return {
    request: {
      subject,
      without: sections.filter((name) => asked.includes(name)),
      title: textOf(params.get('title'), MAX_TITLE, 'title', problems),
      notes: textOf(params.get('notes'), MAX_NOTES, 'notes', problems),
      paper: paper === 'letter' ? 'letter' : 'a4',
      template: numberOf(params.get('template')),
    },
    problems,
  };
}

/** A request as a query string: what is usual is left out. */
export function reportQuery(request: ReportRequest): string {
  const { subject, without, title, notes, paper, template } = request;
  const query = new URLSearchParams({ of: subject.kind });
  for (const [key, value] of Object.entries(subjectParams(subject)))
    if (value !== undefined) query.set(key, value);
  if (without.length > 0) query.set('without', without.join(','));
  if (title !== undefined) query.set('title', title);
  if (notes !== undefined) query.set('notes', notes);
  if (paper !== 'a4') query.set('paper', paper);
  if (template !== undefined) query.set('template', String(template));
  return query.toString();
}

/** A report of everything that there is to say of a subject. */
export function wholeReport(subject: ReportSubject): ReportRequest {
  return { subject, without: [], paper: 'a4' };
}

/** Of its file, without an ending: "run-12-report". */
export function reportFileName(subject: ReportSubject): string {
  switch (subject.kind) {
    case 'run':
      return `run-${subject.run}-report`;
    case 'compare':
      return `compare-${subject.runs.join('-')}-report`;
    case 'suite':
      return `suite-${subject.suite}-report`;
    case 'capacity':
      return `capacity-${slugOf(subject.target ?? '') || 'target'}-report`;
  }
}

function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

function subjectParams(subject: ReportSubject): Record<string, string | undefined> {
  switch (subject.kind) {
    case 'run':
      return { run: String(subject.run) };
    case 'compare':
      return {
        runs: subject.runs.join(','),
        base: subject.base,
        margin: subject.marginPercent === undefined ? undefined : String(subject.marginPercent),
      };
    case 'suite':
      return { suite: String(subject.suite) };
    case 'capacity':
      return { target: subject.target, family: subject.family, profile: subject.profile };
  }
}

function subjectOf(params: URLSearchParams, problems: string[]): ReportSubject | undefined {
  const kind = params.get('of') ?? '';
  const needed = (name: 'run' | 'suite') => {
    const number = numberOf(params.get(name));
    if (number === undefined) problems.push(`"${params.get(name) ?? ''}" is not a ${name} number.`);
    return number;
  };
  switch (kind) {
    case 'run': {
      const run = needed('run');
      return run === undefined ? undefined : { kind, run };
    }
    case 'suite': {
      const suite = needed('suite');
      return suite === undefined ? undefined : { kind, suite };
    }
    case 'compare':
      return comparisonOf(params, problems);
    case 'capacity':
      return {
        kind,
        target: params.get('target') ?? undefined,
        family: params.get('family') ?? undefined,
        profile: params.get('profile') ?? undefined,
      };
    default:
      problems.push(
        `The report type must be run, compare, suite or capacity${kind === '' ? '.' : `, not "${kind}".`}`,
      );
      return undefined;
  }
}

function comparisonOf(params: URLSearchParams, problems: string[]): ReportSubject | undefined {
  const runs = listOf(params.get('runs')).filter(
    (key) => numberOf(key) !== undefined || PUBLISHED_RUNS.some((run) => run.key === key),
  );
  if (runs.length < 2) {
    problems.push('A comparison needs at least two run numbers.');
    return undefined;
  }
  const margin = Number(params.get('margin') ?? '');
  return {
    kind: 'compare',
    runs,
    base: params.get('base') ?? undefined,
    marginPercent: margin > 0 && margin <= 100 ? margin : undefined,
  };
}

function listOf(text: string | null): string[] {
  const parts = (text ?? '').split(',').map((part) => part.trim());
  return [...new Set(parts.filter(Boolean))];
}

function numberOf(text: string | null): number | undefined {
  return text !== null && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}

function textOf(text: string | null, most: number, name: string, problems: string[]) {
  const trimmed = text?.trim() ?? '';
  if (trimmed.length > most)
    problems.push(`The ${name} has ${trimmed.length} characters; only the first ${most} are used.`);
  return trimmed === '' ? undefined : trimmed.slice(0, most);
}

export interface SharedLinkView {
  id: number;
  name: string;
  /** Of the report within the dashboard. */
  query: string;
  createdAt: string;
  expiresAt: string;
  expired: boolean;
}

/** What a kind of report contains, kept for the next one. */
export interface ReportTemplate {
  id: number;
  name: string;
  kind: ReportKind;
  without: string[];
  title?: string;
  notes?: string;
  paper: 'a4' | 'letter';
  hasLogo: boolean;
}
