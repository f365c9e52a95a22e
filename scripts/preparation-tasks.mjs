import { buildDashboard } from './build-dashboard.mjs';
import { compileDriver } from './compile-driver.mjs';
import { generateClient } from './generate-client.mjs';
import { installPackages } from './install-packages.mjs';

/**
 * @typedef {object} Workplace
 * @property {string} root the project's folder
 * @property {NodeJS.ProcessEnv} env
 * @property {AbortSignal} [signal]
 */

/**
 * What stands between a clone and running processes, in the order that ends soonest on two cores:
 * the driver's compiler takes one for a minute and a half, the dashboard's build the other.
 * @param {Workplace} workplace
 * @returns {import('./run-tasks.mjs').Task[]}
 */
export function preparationTasks(workplace) {
  return [
    installPackages(workplace),
    compileDriver(workplace),
    generateClient(workplace),
    buildDashboard(workplace),
  ];
}
