import { STATUS_CODES } from 'node:http';

/** What an HTTP failure says; unlike a JSON-RPC error, its `error` is a text. */
interface HttpProblem {
  statusCode: number;
  error: string;
  message: string;
}

export function httpProblem(statusCode: number, message: string): HttpProblem {
  return { statusCode, error: STATUS_CODES[statusCode] ?? 'Error', message };
}
