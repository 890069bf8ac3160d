// One message on its ways: what left, what came back, in which passes of the tenant.
import type { Captured } from "./captured.ts";
import type { Candidate } from "./link.ts";

export interface Traced {
  /** With its angle brackets. */
  readonly messageId: string;
  readonly recipients: readonly string[];
  readonly hasOwnRecipients: boolean;
  readonly envelopeId?: string;
  /** "original", "request", "report", or what the case calls it. */
  readonly what: string;
  /** As it was submitted: what a link goes by until it has left. */
  readonly content?: Buffer;
  /** Message-ID of what made an agent make it. */
  readonly parentMessageId?: string;
}

export class TracedMail {
  readonly traced: Traced;
  /** Network message ids of the passes before it left. */
  readonly passes = new Set<string>();
  readonly left: Captured[] = [];
  /** In order of arrival, later laps of a loop too. */
  readonly returned: Captured[] = [];
  readonly #legIds = new Set<number>();

  constructor(traced: Traced) {
    this.traced = traced;
  }

  addLeft(leg: Captured, id: number): void {
    if (this.#legIds.has(id)) return;
    this.#legIds.add(id);
    this.left.push(leg);
  }

  addReturned(leg: Captured): void {
    if (this.returned.some((known) => known.networkMessageId === leg.networkMessageId)) return;
    this.returned.push(leg);
  }

  candidate(): Candidate & { readonly mail: TracedMail } {
    const { messageId, recipients, hasOwnRecipients, envelopeId } = this.traced;
    const [networkMessageId] = this.passes;
    const content = this.left[0]?.bytes ?? this.traced.content;
    return {
      ...{ messageId, recipients, hasOwnRecipients, mail: this },
      ...(envelopeId !== undefined && { envelopeId }),
      ...(networkMessageId !== undefined && { networkMessageId }),
      ...(content && { content }),
    };
  }
}
