// A bound, so that a run's memory does not grow with its length.
const REMEMBERED_OF_USER = 100;

/** What all users of a run know of its jobs: the newest, to ask about. */
export class RunJobs {
  newest: string | undefined;

  add(jobId: string): void {
    this.newest = jobId;
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
