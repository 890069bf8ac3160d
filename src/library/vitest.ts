// `import "recall-sandbox/vitest"`: matchers for vitest's expect, with their types.
import { expect } from "vitest";
import type { Verdict } from "../journey/journey.ts";
import type { MatcherOptions, MatcherResult } from "./matchers/judge.ts";
import type { Addresses } from "./matchers/recipients.ts";
import { toBeDelivered } from "./matchers/to-be-delivered.ts";
import { toBeRecalled } from "./matchers/to-be-recalled.ts";
import { toComeBackFrom } from "./matchers/to-come-back-from.ts";
import { toHaveVerdict } from "./matchers/to-have-verdict.ts";
import { type KeepHeaderOptions, toKeepHeader } from "./matchers/to-keep-header.ts";

export type { Addresses, KeepHeaderOptions, MatcherOptions };

/** All of them wait until they know: `await expect(message).toBeDelivered()`. */
export interface SandboxMatchers {
  /** It reached the mailboxes, or left for other domains: for all of its recipients, or for those that are named. */
  toBeDelivered(options?: MatcherOptions): Promise<void>;
  toBeDelivered(to: Addresses, options?: MatcherOptions): Promise<void>;
  /** Recalled from all, or from those that are named, read or not. */
  toBeRecalled(options?: MatcherOptions): Promise<void>;
  toBeRecalled(from: Addresses, options?: MatcherOptions): Promise<void>;
  /** What left over this outbound connector, or came back on this inbound one, is back for every recipient. */
  toComeBackFrom(connector: string, options?: MatcherOptions): Promise<void>;
  /** What came back has this header field with the bytes that it left with. */
  toKeepHeader(name: string, options?: KeepHeaderOptions): Promise<void>;
  toHaveVerdict(verdict: Verdict, options?: MatcherOptions): Promise<void>;
}

declare module "vitest" {
  // Parameters as vitest's own declaration has them: they must be the same.
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> extends SandboxMatchers {}
}

type Matcher = (received: unknown, isNot: boolean, ...args: never[]) => Promise<MatcherResult>;

/** As vitest calls it: with its state as `this`. */
function forVitest(matcher: Matcher) {
  return function (this: { readonly isNot?: boolean }, received: unknown, ...args: unknown[]): Promise<MatcherResult> {
    return matcher(received, this.isNot === true, ...(args as never[]));
  };
}

expect.extend({
  toBeDelivered: forVitest(toBeDelivered),
  toBeRecalled: forVitest(toBeRecalled),
  toComeBackFrom: forVitest(toComeBackFrom),
  toKeepHeader: forVitest(toKeepHeader),
  toHaveVerdict: forVitest(toHaveVerdict),
});
