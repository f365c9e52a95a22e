import { createReferenceService } from './create-reference-service';
import { type ReferenceSettings, readSettings } from './settings';

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

/** Why the service could not start, in one sentence for its user. */
function startProblem(error: unknown, { host, port, dataDir }: ReferenceSettings): string {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is taken; end the program that uses it or set REFERENCE_PORT to a free port.`;
    case 'EACCES':
      return `Port ${port} on ${host} or the data folder ${dataDir} may not be used by this user.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `REFERENCE_HOST is ${host}, which is no address of this machine.`;
    case 'SQLITE_BUSY':
      return `The data folder ${dataDir} is in use by another reference service.`;
    default:
      return `The reference service cannot start with the data folder ${dataDir}: ${messageOf(error)}`;
  }
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
