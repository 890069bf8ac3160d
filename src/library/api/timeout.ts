// How long a wait may last. Types only.

export interface TimeoutOption {
  /** Real milliseconds; 5000 unless given. */
  readonly timeout?: number;
}
