const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/**
 * How long to wait before starting a process again: doubling from half a second to half a minute.
 * @param {number} failures in a row, this one included
 */
export function restartDelayMs(failures) {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1));
}
