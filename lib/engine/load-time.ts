/** The run's time without its pauses: what the load's schedule goes by. Both in ms from the start. */
export class LoadTime {
  private pausedMs = 0;
  private pausedAtMs: number | undefined;

  constructor(private readonly runMs: () => number) {}

  get isPaused(): boolean {
    return this.pausedAtMs !== undefined;
  }

  now(): number {
    return (this.pausedAtMs ?? this.runMs()) - this.pausedMs;
  }

  /** The run's time at which the load's time is `loadMs`, should no other pause come. */
  toRun(loadMs: number): number {
    return loadMs + this.pausedMs;
  }

  pause(): void {
    this.pausedAtMs ??= this.runMs();
  }

  resume(): void {
    if (this.pausedAtMs === undefined) return;
    this.pausedMs += this.runMs() - this.pausedAtMs;
    this.pausedAtMs = undefined;
  }
}
