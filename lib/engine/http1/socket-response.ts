import type { Phases, ResponseReply } from '../transport/transport';
import { headersIn } from './headers-in';

/** A response whose headers are read only when somebody asks for them: mostly nobody does. */
export class SocketResponse implements ResponseReply {
  readonly kind = 'response';
  private parsed: Readonly<Record<string, string>> | undefined;

  constructor(
    readonly status: number,
    readonly body: string,
    readonly bytes: number,
    readonly phases: Phases,
    private readonly head: string,
  ) {}

  get headers(): Readonly<Record<string, string>> {
    this.parsed ??= headersIn(this.head);
    return this.parsed;
  }
}
