/** An HTTP answer as it came: header names in lower case. */
export interface HttpReply {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** Why the body is empty although it was not: it was too large. */
  unkept?: string;
}

/** What an answer amounts to; `code` and `message` tell failures apart, both empty when ok. */
export interface Judged {
  outcome: 'ok' | 'rpcError' | 'httpError' | 'networkError';
  code: string;
  message: string;
}

/** One request, ready to be sent. It is not to be changed: parts of it are shared between requests. */
export interface PreparedRequest {
  /** Where it is counted: the name in the plan. */
  endpoint: string;
  method: string;
  /** Origin-form: "/jobs?limit=5". */
  path: string;
  /** Names in lower case; without host and content-length, which the connection knows. */
  headers: Readonly<Record<string, string>>;
  body: string | undefined;
  /** Whether `judge` looks at the answer's body at all. */
  readsBody: boolean;
  /** Judges the complete answer; if it is good, takes from it what the user's later requests need. */
  judge(reply: HttpReply): Judged;
}

/** A request that cannot be made yet: a value that it needs has not been seen. Counted, not sent. */
interface SkippedRequest {
  skip: string;
}

/** One user's mind, or that of all arrivals of a generator. */
export interface RequestUser {
  next(): PreparedRequest | SkippedRequest;
}
