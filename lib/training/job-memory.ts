// Bounds, so that a run's memory does not grow with its length.
const REMEMBERED_OF_RUN = 10_000;
const REMEMBERED_OF_USER = 100;

/** The jobs that all users of a run have started: the newest to ask about, all to clean up. */
export class RunJobs {
  readonly created: string[] = [];
  newest: string | undefined;

  add(jobId: string): void {
    this.newest = jobId;
    if (this.created.length < REMEMBERED_OF_RUN) this.created.push(jobId);
  }
}

/** One user's own jobs. What it has seen ended is not cancelled again, but may still be asked about. */
export class UserJobs {
  private readonly started: string[] = [];
  private readonly active: string[] = [];

  /** `pick` is from [0, 1). Undefined when the user has no job. */
  any(pick: number): string | undefined {
    return this.started[Math.floor(pick * this.started.length)];
  }

  anyActive(pick: number): string | undefined {
    return this.active[Math.floor(pick * this.active.length)];
  }

  add(jobId: string): void {
    this.started.push(jobId);
    this.active.push(jobId);
    if (this.started.length > REMEMBERED_OF_USER) this.started.shift();
    if (this.active.length > REMEMBERED_OF_USER) this.active.shift();
  }

  markEnded(jobId: string): void {
    const at = this.active.indexOf(jobId);
    if (at >= 0) this.active.splice(at, 1);
  }
}
