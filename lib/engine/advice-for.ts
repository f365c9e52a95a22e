import type { Outcome } from '@/lib/stats/outcome';
import { isTlsCode } from './transport/network-error';

/** What to do about a failure; undefined when there is nothing better to say than the failure itself. */
export function adviceFor(failure: {
  outcome: Outcome;
  code: string;
  message: string;
}): string | undefined {
  switch (failure.outcome) {
    case 'networkError':
      return networkAdvice(failure.code);
    case 'timeout':
      return 'Look whether the service is overloaded or waits for something it depends on; or give the plan a longer time-out.';
    case 'httpError':
      return httpAdvice(Number(failure.code));
    case 'rpcError':
      return rpcAdvice(failure.code, failure.message);
    case 'ok':
    case 'aborted':
    case 'dropped':
      return undefined;
  }
}

function networkAdvice(code: string): string {
  if (isTlsCode(code))
    return 'Check the certificate, and whether the URL should start with http://.';
  switch (code) {
    case 'ECONNREFUSED':
      return 'Start the service, or correct the port in the target’s URL.';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'Check the host name in the target’s URL.';
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return 'Check the address, and whether this machine may reach it.';
    case 'EMFILE':
    case 'EADDRNOTAVAIL':
      return 'The generator is at its own limit: use fewer users, or raise the limit of open files.';
    case 'RESPONSE_TOO_LARGE':
      return 'Ask for less in one request.';
    case 'NO_FREE_CONNECTION':
      return 'The plan’s own bound on connections was reached: raise it, or send less.';
    case 'BAD_REQUEST_HEADER':
      return 'Correct the request in the plan: it was not sent.';
    case 'HTTP2_NOT_SPOKEN':
      return 'Let the plan use HTTP/1.1.';
    case 'PROXY_UNREACHABLE':
    case 'PROXY_REFUSED':
    case 'PROXY_INVALID':
      return 'Check the proxy in the plan’s connection settings, and whether it lets requests through to the target.';
    case 'PROXY_AUTH_REQUIRED':
      return 'Put the proxy’s user and password into its URL: http://user:password@host:port.';
    default:
      return 'See the service’s log: it closed the connection, or answered with something that is not HTTP.';
  }
}

function httpAdvice(status: number): string | undefined {
  if (status === 401 || status === 403) return 'Enter the right token for the target.';
  if (status === 404 || status === 405)
    return 'Check the path in the target’s URL; the training API is usually at /api/v1/jsonrpc.';
  if (status === 413) return 'The service refuses requests of this size: raise its limit.';
  if (status === 429) return 'The service limits the rate: raise its limit, or slow the plan down.';
  if (status >= 300 && status < 400)
    return 'Redirects are not followed: enter the URL that the service redirects to.';
  if (status >= 500) return 'See the service’s log for what went wrong.';
  return undefined;
}

function rpcAdvice(code: string, message: string): string | undefined {
  if (code === 'NOT_RPC')
    return message.includes('HTML')
      ? 'This looks like a web page: check the path in the target’s URL; the training API is usually at /api/v1/jsonrpc.'
      : 'Check that the target’s URL is the JSON-RPC endpoint, and see the service’s log.';
  switch (Number(code)) {
    case -32601:
      return 'The service does not know this method: is it a training service of this API?';
    case -40001:
      return 'Raise the service’s budget, or train for fewer iterations.';
    case -40003:
      return 'The job had ended before it was cancelled: nothing is wrong with the service.';
    default:
      return undefined;
  }
}
