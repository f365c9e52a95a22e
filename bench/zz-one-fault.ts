import { mkdirSync, writeFileSync } from 'node:fs';
import { FAULT_CASES } from '@/bench/fault-cases';
import { faultRun } from '@/bench/fault-run';

mkdirSync('/tmp/h3-evidence', { recursive: true });
for (const name of process.argv.slice(2)) {
  const fault = FAULT_CASES.find((c) => c.name === name) ?? { name };
  const { findings, evidence, validity } = await faultRun(fault, { durationMs: 30_000 });
  writeFileSync(`/tmp/h3-evidence/${name}.json`, JSON.stringify(evidence));
  console.log(
    name,
    validity,
    fault.expected ?? 'none',
    '=>',
    findings.map((f) => `${f.code}(${f.confidence})`).join(', ') || 'none',
  );
  for (const f of findings) console.log('   ', f.sentence);
}
