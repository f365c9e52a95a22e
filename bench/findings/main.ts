import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import type { Finding } from '@/lib/verdict/model';
import { table } from '../measure';
import { CLEAN_RUNS, FAULT_CASES, type FaultCase } from './fault-cases';
import { quietRun } from './quiet-run';

// Each fault of the reference service in a real short run, and clean runs: what the rules name. Writes the
// table into docs/findings.md. `npm run bench:findings -- slowMethod clean` runs some of it and writes
// nothing; `--record` keeps the evidence for the golden tests.

const DURATION_MS = 30_000;
const DOCUMENT = 'docs/findings.md';
const RECORDED = 'lib/verdict/testing/recorded';
const [BEGIN, END] = ['<!-- confusion: begin -->', '<!-- confusion: end -->'];

const CLEAN: FaultCase[] = Array.from({ length: CLEAN_RUNS }, (_, index) => ({
  name: `clean ${index + 1}`,
}));
const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const records = process.argv.includes('--record');
const cases = [...FAULT_CASES, ...CLEAN].filter(
  ({ name }) => asked.length === 0 || asked.includes(name.replace(/ \d+$/, '')),
);

const rows: string[][] = [];
let [found, quiet, repeated] = [0, 0, 0];
for (const fault of cases) {
  const { findings, evidence } = await quietRun(fault, { durationMs: DURATION_MS }, () => {
    console.log(`${fault.name}: the generator was saturated; once more.`);
    repeated++;
  });
  if (records) record(fault, evidence);
  const [first, ...others] = findings.map(({ code }) => code);
  const isRight = first === fault.expected;
  if (isRight && fault.expected !== undefined) found++;
  if (isRight && fault.expected === undefined) quiet++;
  rows.push([
    fault.name,
    fault.expected ?? 'none',
    first ?? 'none',
    others.join(', ') || '–',
    isRight ? 'right' : 'wrong',
  ]);
  console.log(`${fault.name}: ${sentencesOf(findings)}`);
}

const faults = cases.filter(({ expected }) => expected !== undefined).length;
const summary = [
  `${found} of ${faults} faults have the right first finding; ${quiet} of ${cases.length - faults} clean runs have none. Repeated because the generator was saturated: ${repeated}.`,
  `${new Date().toISOString().slice(0, 10)}, ${cpus()[0]?.model.trim()}, ${cpus().length} cores (load ${loadavg()[0]?.toFixed(1)}), Node ${process.version}; 20 users for ${DURATION_MS / 1000} s each.`,
].join(' ');
const text = [
  table(['switched on', 'expected', 'first finding', 'others', ''], rows),
  summary,
].join('\n\n');
console.log(`\n${text}`);
if (asked.length === 0) writeBetweenMarks(text);

function sentencesOf(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'none';
  return findings
    .map(({ code, confidence, sentence }) => `\n  ${code} (${confidence}): ${sentence}`)
    .join('');
}

function record({ name }: FaultCase, evidence: object) {
  mkdirSync(RECORDED, { recursive: true });
  const rounded = (_: string, value: unknown) =>
    typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;
  writeFileSync(
    `${RECORDED}/${name.replace(' ', '-')}.json`,
    `${JSON.stringify(evidence, rounded)}\n`,
  );
}

function writeBetweenMarks(content: string) {
  const document = readFileSync(DOCUMENT, 'utf8');
  const [from, to] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (from < 0 || to < 0) throw new Error(`${DOCUMENT} has no place for the table.`);
  writeFileSync(
    DOCUMENT,
    `${document.slice(0, from + BEGIN.length)}\n\n${content}\n\n${document.slice(to)}`,
  );
}
