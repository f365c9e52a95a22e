/** Every way an operation can fail for a reason that its caller is told. */
export type ServiceErrorKind =
  | 'parse'
  | 'envelope'
  | 'method'
  | 'params'
  | 'not_found'
  | 'budget'
  | 'validation'
  | 'cannot_cancel'
  | 'queue_full'
  | 'evaluation'
  | 'export_limit';

/** An operation that failed, with all the problems found, as sentences for its caller. */
export class ServiceError extends Error {
  constructor(
    readonly kind: ServiceErrorKind,
    message: string,
    readonly problems: readonly string[] = [message],
  ) {
    super(message);
  }
}
