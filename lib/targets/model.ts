/** A target as a page may show it: whether there is a token, never the token. */
export interface TargetView {
  id: number;
  name: string;
  url: string;
  metricsUrl?: string;
  /** Where a trace is shown, with {traceId} in it. */
  traceUrl?: string;
  hasToken: boolean;
  /** Made on first start, pointing at the reference service. */
  builtIn: boolean;
  runs: number;
}
