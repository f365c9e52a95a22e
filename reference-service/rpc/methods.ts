import { z } from 'zod';
import { defineMethod, type RpcMethod } from './define-method';
import { startGrpo } from './job-methods';
import { ping, version } from './methods/about-service';
import { cancel } from './methods/cancel';
import { exportTrajectories } from './methods/export-trajectories';
import { getStatus } from './methods/get-status';
import { listJobs } from './methods/list-jobs';
import { evaluate } from './result-methods';

const listMethods = defineMethod(z.object({}, 'The params must be an object.'), async () => ({
  methods: [...methods.keys()],
  count: methods.size,
}));

/** All there are. A map, since a method may be asked for by any name, "constructor" too. */
export const methods: ReadonlyMap<string, RpcMethod> = new Map([
  ['training.start_grpo', startGrpo],
  ['training.get_status', getStatus],
  ['training.cancel', cancel],
  ['training.list_jobs', listJobs],
  ['training.export_trajectories', exportTrajectories],
  ['training.evaluate', evaluate],
  ['rpc.ping', ping],
  ['rpc.methods', listMethods],
  ['rpc.version', version],
]);
