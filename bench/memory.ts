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
    // Between two collections of the generator's old objects memory rises for minutes: a saw, of which one
    // instant says little.
    const span = Math.max(30, Math.min(300, Math.floor((minutes * 60) / 3)));
    const [first, last] = [rssMb.slice(30, 30 + span), rssMb.slice(-span)];
    const row = (name: string, of: number[]) => [
      name,
      `${median(of).toFixed(0)} MB`,
      `${(median(of) / median(first)).toFixed(2)} ×`,
      `${Math.min(...of).toFixed(0)} MB`,
      `${(Math.min(...of) / Math.min(...first)).toFixed(2)} ×`,
    ];
    return table(
      ['seconds', 'median', 'against the first', 'lowest', 'against the first'],
      [row(`30 to ${30 + span}`, first), row(`${rssMb.length - span} to ${rssMb.length}`, last)],
    ).concat(
      `\n\n${sent.toLocaleString('en')} samples, all stored, ${bytesPerSample.toFixed(1)} bytes each with windows and indexes.`,
    );
  } finally {
    target.stop();
  }
}
