import { median } from './measure';
import { openPlan, runEngine } from './run-engine';
import { startTarget } from './start-target';
import { table } from './table';

/** Resident memory of the process that runs, stores and adds up 2,000 requests a second. */
export async function memory(serverCore: number, minutes: number): Promise<string> {
  const target = await startTarget(serverCore);
  try {
    const { rssMb, sent, bytesPerSample } = await runEngine(
      undefined,
      target.url,
      openPlan(2000, minutes * 60),
    );
    const around = (minute: number) => median(rssMb.slice(minute * 60 - 15, minute * 60));
    const [first, last] = [around(1), around(minutes)];
    return table(
      ['after', 'resident memory', 'against minute 1'],
      [
        ['1 min', `${first.toFixed(0)} MB`, '1.00 ×'],
        [`${minutes} min`, `${last.toFixed(0)} MB`, `${(last / first).toFixed(2)} ×`],
      ],
    ).concat(
      `\n\n${sent.toLocaleString('en')} samples, all stored, ${bytesPerSample.toFixed(1)} bytes each with windows and indexes.`,
    );
  } finally {
    target.stop();
  }
}
