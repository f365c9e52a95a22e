import { createReferenceService } from './create-reference-service';
import { readSettings } from './settings';
import { startProblem } from './start-problem';

const read = readSettings(process.env);
if (!read.ok) {
  for (const problem of read.problems) console.error(problem);
  process.exit(2);
}
const { settings } = read;

try {
  const service = await createReferenceService(settings);
  const end = async () => {
    await service.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void end());
  console.log(`The reference training service is ready at ${service.url}`);
  process.send?.({ type: 'ready', url: service.url });
} catch (error) {
  console.error(startProblem(error, settings));
  process.exit(1);
}
