import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { buildProgram } from '@/cli/build-program';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Whose string literals and JSX text are searched. */
const CODE_FOLDERS = ['lib', 'cli', 'app', 'components'];

/** What the product used to say, as it stood there, and what it says instead. */
const OLD_WORDS: [old: string | RegExp, now: string][] = [
  ['Judge by', 'Objectives'],
  [/[Jj]udged? (again|anew)/, 'Evaluate against…, re-evaluated'],
  [/[Jj]udged by/, 'evaluated against'],
  ['How this is judged', 'How validity is determined'],
  [/not judged/, 'not evaluated'],
  [/\d min in full/, 'Full length (5 min)'],
  [/ users at most/, 'Up to 20 virtual users'],
  [/[Aa]t most about /, 'up to ~'],
  ['Send a trace context', 'Send trace headers (W3C)'],
  [/Locust’s count|as Locust counts/, 'Errors (Locust rules)'],
  ['Failed requests', 'Error rate'],
  [/\b[Ff]or ever\b/, 'Pin (exclude from retention), indefinitely'],
  [/^Gracefully:|requests in flight may end/, 'Stop after in-flight requests'],
  ['cut requests in flight off', 'Stop now'],
  ['read these figures with care', 'Results may be unreliable'],
  [/figures say nothing about/, 'Invalid run: the load generator was the bottleneck'],
  [/be believed|[Nn]ot believed/, 'valid, invalid'],
  [/own lateness|[Ss]ent late by|left late/, 'Scheduling delay'],
  ['Sent of what was due', 'Sent / scheduled'],
  ['Cannot be judged by', 'Not evaluated against'],
  ['keeps this machine busy', 'Other processes were using the CPU'],
  ['machine that has nothing else to do', 'dedicated machine'],
  [/[Pp]rocessor time/, 'CPU time, CPU usage'],
  [/freeing memory|collecting garbage/, 'garbage collection'],
  ['Share (intended)', 'Share (planned)'],
  ['Where the time went', 'Request phases'],
  ['How it is known', 'Source'],
  [/\b[Tt]ime-outs?\b/, 'timeout'],
  [/\b[Hh]ead-room\b/, 'headroom'],
  [/[Bb]udget used 0 ×/, 'Error budget used 0 %'],
  ['(does not fail the run)', '(non-blocking)'],
  ['What limited it', 'Bottlenecks'],
  ['Why this is said', 'Evidence'],
  [/\b[Aa]dd a mark\b/, 'Add annotation'],
  ['Data and pictures of', 'Export'],
  ['Like with like', 'Comparability'],
  [/ do not matter\b/, 'Ignore changes under 5 %'],
  ['Make it the reference', 'Use as baseline'],
  ['Pair by pair', 'Results by pair'],
  ['Run it quick', 'Quick run'],
  ['Run alone', 'Run'],
  [/[Hh]eadline objectives?/, 'Key objectives'],
  [/[Rr]eported, not measured/, 'Published figure, not measured'],
  ['good answers', 'successful requests/s'],
  [/the line lies higher|draws the line|measured line/, 'safe load'],
  [/[Tt]he law behind|fitted law/, 'fitted model'],
  ['Begin with', 'From'],
  ['Left empty:', 'Default:'],
  ['Settles for', 'Warm-up'],
  ['At rest after', 'Recovery time'],
  [/^the beginning$|^once more$|^by its end$/, 'initial, repeat, full length'],
  ['Steps closing in', 'Search steps'],
  ['the most that the search was allowed', 'the search’s upper limit'],
  ['Work it out', 'Calculate'],
  [/^Keep it$/, 'Save'],
  ['A job costs of now', 'Cost per job (× today)'],
  ['Is told when', 'Notify on'],
  [/[Nn]obody is told/, 'No notification channels yet'],
  [/\b[Pp]ieces? of (test )?news\b/, 'notification'],
  ['Has not come due yet', 'Not run yet'],
  ['Nothing is scheduled', 'No schedules. Runs start manually'],
  [/\bSwitch(ed)? off\b/, 'Disable'],
  ['the last one is still under way', 'Skip if the previous run is still active'],
  ['Spread by up to', 'Random delay up to'],
  [/^Take back$/, 'Revoke'],
  [/^Opens until|^Can be read for/, 'Expires'],
  ['what it is a report of', 'Default: “Run 1”'],
  ['What to change stands under its field', 'Fix the highlighted fields'],
  [/must not be empty|must be chosen|must be given/i, 'Required, is required'],
  [/^Make a plan/, 'Import'],
  [/[Ff]ound out from the text|found out, if left out/, 'Auto-detected'],
  ['No run is like that', 'No matching runs'],
  ['turn round', 'Descending; switch to ascending'],
  ['that could be told from chance', 'No significant drift'],
  ['Ended how', 'Outcome'],
  ['Take off the queue', 'Remove from queue'],
  [/" is no (number|date|section)|are no numbers/, 'is not a number'],
  [/is taken: there is/, 'is already taken'],
  [/\b(is|was|while|still) under way\b/, 'active, running'],
  [/do(es)? not tell\b|metrics tell\b/, 'does not expose'],
  [/did not answer within|[Nn]o answer in time/, 'No response within'],
  ['could not go on', 'failed'],
];

it.each(CODE_FOLDERS)('%s says nothing that the product used to say', (folder) => {
  expect(codeFiles(join(ROOT, folder)).flatMap((file) => found(file, texts(file)))).toEqual([]);
});

it('the documents and the README say nothing that the product used to say', () => {
  const documents = readdirSync(join(ROOT, 'docs')).filter(
    // The architecture is written for those who change the code.
    (name) => name.endsWith('.md') && name !== 'architecture.md',
  );
  const files = [join(ROOT, 'README.md'), ...documents.map((name) => join(ROOT, 'docs', name))];
  expect(
    files.flatMap((file) => found(file, readFileSync(file, 'utf8').split('\n\n').map(oneLine))),
  ).toEqual([]);
});

it('no help of the command line says what the product used to say', async () => {
  const helps = (command: Command): string[] => [
    oneLine(command.helpInformation()),
    ...command.commands.flatMap(helps),
  ];
  expect(found('plimsoll --help', helps(await buildProgram({ exitCode: 0 })))).toEqual([]);
});

/** "cli/main.ts: “Judge by” is now “Objectives”", once for each text. */
function found(file: string, all: readonly string[]): string[] {
  return all.flatMap((text) =>
    OLD_WORDS.flatMap(([old, now]) => {
      const hit = typeof old === 'string' ? text.includes(old) && old : old.exec(text)?.[0];
      return hit ? [`${file.replace(ROOT, '')}: “${hit}” is now “${now}”`] : [];
    }),
  );
}

function codeFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.(test|contract)\.|generated|testing/.test(name))
    .map((name) => join(folder, name));
}

/** Every literal, template and JSX text of a file, each on one line; none where its whole text has no old word. */
function texts(file: string): string[] {
  const whole = oneLine(readFileSync(file, 'utf8'));
  if (!OLD_WORDS.some(([old]) => isAnywhere(old, whole))) return [];
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  const all: string[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isStringLiteralLike(node) || ts.isJsxText(node)) all.push(oneLine(node.text));
    else if (ts.isTemplateExpression(node))
      all.push(
        oneLine(
          [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(textOf).join('…'),
        ),
      );
    ts.forEachChild(node, visit);
  };
  visit(source);
  return all;
}

/** Whether an old word stands in a text, wherever: parsing every file would take ten times as long. */
function isAnywhere(old: string | RegExp, text: string): boolean {
  return typeof old === 'string'
    ? text.includes(old)
    : new RegExp(old.source.replace(/[$^]/g, ''), old.flags).test(text);
}

const textOf = ({ text }: ts.TemplateLiteralLikeNode) => text;

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
