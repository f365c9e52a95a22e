/** A request as it was recorded or typed, before it becomes a plan's. */
export interface RequestDraft {
  method: string;
  url: URL;
  /** Names as they were written. */
  headers: readonly (readonly [name: string, value: string])[];
  body?: string;
}
