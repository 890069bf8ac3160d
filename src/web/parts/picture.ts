// A picture that a message has of its own, and names by its Content-ID. RFC 2392

export interface Picture {
  /** Without angle brackets. */
  readonly contentId: string;
  readonly type: string;
  readonly base64: string;
}
