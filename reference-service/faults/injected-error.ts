/** An internal error that somebody asked for: its callers see it, the log does not. */
export class InjectedError extends Error {
  constructor() {
    super('A fault of the service, switched on on purpose.');
  }
}
