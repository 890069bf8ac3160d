// Bounds on what a stranger's TNEF may ask for. Lengths never exceed the bytes that are there, so only counts and depth need one.

export interface TnefLimits {
  /** Attributes of one stream. */
  readonly maxAttributes: number;
  /** Properties of one list, and rows of a recipient table. */
  readonly maxProperties: number;
  /** Values of one multi-valued property. */
  readonly maxValues: number;
  /** Messages within messages. */
  readonly maxDepth: number;
  /** Bytes of RTF that compressed RTF may expand to. */
  readonly maxExpandedRtf: number;
}

export const TNEF_LIMITS: TnefLimits = {
  maxAttributes: 100_000,
  maxProperties: 100_000,
  maxValues: 100_000,
  maxDepth: 16,
  maxExpandedRtf: 67_108_864,
};
