import { Histogram, type LatencySummary, summariseLatency } from './histogram';

/**
 * How long some requests took, as histograms of microseconds in the encoding of `Histogram.encode`. `low`: the
 * least that they can have taken, with all that the generator may have added left out; unknown in older and in
 * imported runs.
 */
export interface EncodedLatencies {
  response: Uint8Array;
  service: Uint8Array;
  low?: { response: Uint8Array; service: Uint8Array };
}

/** What the generator itself may have added to one request's two times, µs at most. */
export interface GeneratorError {
  responseUs: number;
  serviceUs: number;
}

/** Latencies of some requests, added up; percentiles are of these, never averages of others. */
export class Latencies {
  readonly response = new Histogram();
  /** Undefined while it is that of the responses, as in imported runs, which have one time only. */
  private ownService: Histogram | undefined;
  private readonly lowResponse = new Histogram();
  private readonly lowService = new Histogram();

  record(responseUs: number, serviceUs: number, error: GeneratorError): void {
    const own = this.ownService ?? this.splitService();
    this.response.record(responseUs);
    own.record(serviceUs);
    this.lowResponse.record(Math.max(0, responseUs - error.responseUs));
    this.lowService.record(Math.max(0, serviceUs - error.serviceUs));
  }

  get service(): Histogram {
    return this.ownService ?? this.response;
  }

  add({ response, service, low }: EncodedLatencies): void {
    if (this.ownService !== undefined || !isSame(response, service))
      this.splitService().add(service);
    this.response.add(response);
    if (low === undefined) return;
    this.lowResponse.add(low.response);
    this.lowService.add(low.service);
  }

  /** Takes those of some of them out again. */
  subtract(part: EncodedLatencies): void {
    if (this.ownService !== undefined || !isSame(part.response, part.service))
      this.splitService().subtract(part.service);
    this.response.subtract(part.response);
    if (part.low === undefined) return;
    this.lowResponse.subtract(part.low.response);
    this.lowService.subtract(part.low.service);
  }

  private splitService(): Histogram {
    this.ownService ??= Histogram.decode(this.response.encode());
    return this.ownService;
  }

  get count(): number {
    return this.response.count;
  }

  /** Undefined where it is not known of all of them. */
  get low(): { response: Histogram; service: Histogram } | undefined {
    if (this.lowResponse.count < this.response.count) return undefined;
    return { response: this.lowResponse, service: this.lowService };
  }

  encode(): EncodedLatencies {
    const { low } = this;
    const response = this.response.encode();
    const service = this.service.encode();
    if (low === undefined) return { response, service };
    return {
      response,
      service,
      low: { response: low.response.encode(), service: low.service.encode() },
    };
  }

  reset(): void {
    this.response.reset();
    this.ownService?.reset();
    this.lowResponse.reset();
    this.lowService.reset();
  }
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

/**
 * A latency's figures as measured, and between what they lie for all that the generator can have done: `low`
 * without its own error, `high` with requests that were not measured as the slowest. A figure that `high` does not
 * have has no upper bound. Undefined: unknown, and as measured.
 */
export interface BoundedSummary {
  measured: LatencySummary;
  low?: LatencySummary;
  high?: LatencySummary;
}

export interface LatencyFigures {
  response: BoundedSummary;
  service: BoundedSummary;
}

/** Of an ended run's requests, apart by outcome; `successful` is unknown where nothing tells them apart. */
export interface LatenciesByOutcome {
  all: LatencyFigures;
  successful?: LatencyFigures;
  /** Where some failed. */
  failed?: LatencyFigures;
  unmeasured: { dropped: number; aborted: number; ownFailures: number };
  /** Of the planned load so much may not have been sent for the generator's sake, 0 to 1; of the whole run. */
  shortfall?: number;
}

/** `unmeasured`: how many requests besides were not sent, cut off, or failed here. */
export function latencyFigures(latencies: Latencies, unmeasured: number): LatencyFigures {
  const figures = (time: 'response' | 'service'): BoundedSummary => {
    const measured = latencies[time];
    const low = latencies.low?.[time];
    return {
      measured: summariseLatency(measured),
      low: low && summariseLatency(low),
      high: unmeasured > 0 ? highSummary(measured, unmeasured) : undefined,
    };
  };
  return { response: figures('response'), service: figures('service') };
}

/** Percentiles as they would be if what was not measured had been the slowest. */
function highSummary(measured: Histogram, unmeasured: number): LatencySummary {
  const { count } = measured;
  const quantileMs = (q: number) => {
    const rank = Math.ceil(q * (count + unmeasured));
    const us = rank > count ? undefined : measured.valueAtRank(rank);
    return us === undefined ? undefined : us / 1000;
  };
  return {
    samples: count + unmeasured,
    p50Ms: quantileMs(0.5),
    p90Ms: quantileMs(0.9),
    p95Ms: quantileMs(0.95),
    p99Ms: quantileMs(0.99),
    p999Ms: quantileMs(0.999),
  };
}
