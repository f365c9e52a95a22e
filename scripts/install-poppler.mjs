import { spawnSync } from 'node:child_process';
import { installDebianPackages, isRootOnDebian } from './install-debian-packages.mjs';

const TOOLS = ['pdfinfo', 'pdftotext', 'pdffonts', 'pdfimages'];

/**
 * Gets Poppler's tools, by which the tests look into reports, where they are not installed.
 * @param {import('./preparation-tasks.mjs').Workplace} workplace
 * @param {{ after: string[] }} options tasks that use the same package manager
 * @returns {import('./run-tasks.mjs').Task}
 */
export function installPoppler({ root, env, signal }, { after }) {
  const areThere = () =>
    TOOLS.every((tool) => spawnSync(tool, ['-v'], { env, stdio: 'ignore' }).error === undefined);
  return {
    name: 'poppler',
    title: 'installing the PDF tools that tests use',
    after,
    needed: async () => !areThere(),
    async run() {
      if (isRootOnDebian())
        await installDebianPackages(['poppler-utils'], { cwd: root, env, signal });
      if (!areThere())
        throw new Error(
          `The tests of PDF reports use ${TOOLS.join(', ')}. Install Poppler (poppler-utils, or poppler).`,
        );
    },
  };
}
