// What a sandbox is started with. Types only.
import type { RoutingAgent, SmtpReceiveAgent, StoreDriverAgent } from "../../agent-api/agents.ts";
import type { Log, LogLevel } from "../../runtime/log.ts";

export interface StartOptions {
  /**
   * A YAML file, YAML text (anything with a line end in it), or an object of the same shape; `scenario("default")` unless
   * given. An object can build on a file: `{ extends: scenario("default"), smartHost: { preset: "re-serialises" } }`.
   */
  readonly config?: string | object;
  /** 0, a free one for each listener, unless "configured": then those of the configuration. */
  readonly ports?: 0 | "configured";
  /** "virtual": time stands still and moves by `advance` only. So it is unless `data` is given. */
  readonly clock?: "virtual" | "real";
  /** Where a virtual clock begins: a Date, milliseconds UTC or ISO 8601. The current time unless given. */
  readonly now?: Date | number | string;
  /** A folder that keeps everything. Without it nothing is kept, and a 250 is not on disk. */
  readonly data?: string;
  /** The configuration wins over what the data folder has. */
  readonly resetConfig?: boolean;
  /** Beside the built-in ones. */
  readonly agents?: {
    readonly smtpReceive?: readonly SmtpReceiveAgent[];
    readonly routing?: readonly RoutingAgent[];
    readonly storeDriver?: readonly StoreDriverAgent[];
  };
  /** A level, written to standard error, or where to write; "silent" unless given. */
  readonly log?: LogLevel | Log;
}
