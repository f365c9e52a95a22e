/** What a command leaves for the process: 0 done, 1 the operation failed, 2 wrong usage, 3 to 5 a closed gate. */
export interface CommandResult {
  exitCode: number;
}
