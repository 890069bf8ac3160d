// Faults as HTTP and YAML give them; fault.ts says what each means. A schedule's and an action's values are bounded here,
// whether they fit together is asked of `whyImpossible`.
import { z } from "zod";
import { HOPS, PHASES } from "./fault.ts";
import type { NewFault } from "./fault-list.ts";
import { readFault } from "./fault-text.ts";
import { FaultError, whyImpossible } from "./possible.ts";

const ms = z.int().min(0);
const count = z.int().min(1).max(999_999_999);

const action = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("reply"), reply: z.string() }),
  z.strictObject({ kind: z.literal("rateLimit"), perMinute: count.min(0), burst: count.optional() }),
  z.strictObject({ kind: z.literal("pause"), ms }),
  z.strictObject({ kind: z.literal("slow"), bytesPerSecond: count }),
  z.strictObject({ kind: z.literal("cut"), afterBytes: z.int().min(0).optional() }),
  z.strictObject({ kind: z.literal("lose") }),
  z.strictObject({ kind: z.literal("duplicate"), afterMs: ms.optional() }),
  z.strictObject({ kind: z.literal("late"), ms }),
  z.strictObject({ kind: z.literal("certificate"), use: z.enum(["untrusted", "other-name", "none", "no-tls"]) }),
  z.strictObject({ kind: z.literal("sourceAddress"), address: z.string() }),
]);

const schedule = z.strictObject({
  nth: z.union([count, z.array(count).min(1).max(1000)]).optional(),
  every: count.optional(),
  times: count.optional(),
  probability: z.number().min(0).max(1).optional(),
  seed: z.int().min(0).max(999_999_999).optional(),
});

const whose = z.string().min(2).max(320);

/** The parts alone; what OpenAPI shows. */
export const faultParts = z.strictObject({
  hop: z.enum(HOPS),
  phase: z.enum(PHASES),
  action,
  when: schedule.optional(),
  sender: whose.optional(),
  recipient: whose.optional(),
});

/** For the transform of such a schema: whether the parts fit together. */
export function asFault(parts: z.output<typeof faultParts>, context: { addIssue(message: string): void }): NewFault {
  // Absent and undefined are the same here: zod gives no undefined for a key that is not there.
  const fault = parts as NewFault;
  const problem = whyImpossible(fault);
  if (problem) context.addIssue(problem);
  return fault;
}

const faultSchema = faultParts.transform(asFault);

/** One line of text, or its parts. */
export const faultInFile = z.preprocess((value, context) => {
  if (typeof value !== "string") return value;
  try {
    return readFault(value);
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    context.addIssue(error.message);
    return z.NEVER;
  }
}, faultSchema);
