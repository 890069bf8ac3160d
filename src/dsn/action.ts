// Which notification goes to whom. RFC 3461 §4.1 (NOTIFY), §4.3 (RET), §5.2.

/** RFC 3464 §2.3.3. */
export type DsnAction = "failed" | "delayed" | "delivered" | "relayed" | "expanded";

/** Of an original below this size all is returned with an NDR, of a larger one the header block. Chosen. */
export const FULL_RETURN_LIMIT = 1024 * 1024;

/** Whether this recipient's NOTIFY asks for a DSN with that action; `sender` is the P1 sender. */
export function wantsDsn(
  recipient: { readonly notify?: readonly string[] },
  action: DsnAction,
  sender: string,
): boolean {
  // RFC 5321 §4.5.5: a notification is never answered with one.
  if (sender === "") return false;
  const notify = recipient.notify?.map((keyword) => keyword.toUpperCase()) ?? [];
  // RFC 3461 §4.1: without NOTIFY failures are reported; delays as Exchange does.
  if (notify.length === 0) return action === "failed" || action === "delayed";
  if (notify.includes("NEVER")) return false;
  if (action === "failed") return notify.includes("FAILURE");
  if (action === "delayed") return notify.includes("DELAY");
  // RFC 3461 §5.2.2, §5.2.7: relayed and expanded answer the wish to hear of success.
  return notify.includes("SUCCESS");
}

/** Whether the whole original is returned. RFC 3461 §4.3: with failures only, unless RET=HDRS. */
export function returnsFull(
  action: DsnAction,
  ret: "FULL" | "HDRS" | undefined,
  size: number,
  limit = FULL_RETURN_LIMIT,
): boolean {
  return action === "failed" && ret !== "HDRS" && size <= limit;
}
