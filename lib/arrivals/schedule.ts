/**
 * When things are meant to happen, as pure arithmetic; whoever waits for it is elsewhere. `arrivalAt(0)`,
 * `arrivalAt(1)`, … are milliseconds from the run's start and never decrease; undefined means that the
 * schedule is finished, and so is every later index. Asking twice gives the same answer, in any order.
 */
export interface Schedule {
  arrivalAt(index: number): number | undefined;
}
