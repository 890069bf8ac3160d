// The address of a recall's report page. Who has the report mail may open it: where a token is demanded, a key in the
// link stands for it, good for this one page (chosen).
import { createHmac, timingSafeEqual } from "node:crypto";

const PREFIX = "/recall/";

/** "/recall/1%40contoso.com", with "?key=…" where there is a token. @param requestId Message-ID without its brackets. */
export function reportPath(requestId: string, token: string | undefined): string {
  const path = `${PREFIX}${encodeURIComponent(requestId)}`;
  return token === undefined ? path : `${path}?key=${keyOf(requestId, token)}`;
}

/** Whether this is the page of a recall, asked with its key. @param path as routes are matched by. */
export function opensReport(path: string, key: string | undefined, token: string): boolean {
  if (key === undefined || !path.startsWith(PREFIX)) return false;
  const requestId = decoded(path.slice(PREFIX.length));
  const [given, right] = [Buffer.from(key), Buffer.from(keyOf(requestId, token))];
  return given.length === right.length && timingSafeEqual(given, right);
}

function keyOf(requestId: string, token: string): string {
  return createHmac("sha256", token).update(`report page ${requestId}`).digest("base64url");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
