// The command that asks for what is shown.
import { givenToken } from "../api/http.ts";

/** Quoted for a POSIX shell. */
export function curl(path: string, origin = location.origin, hasToken = givenToken() !== null): string {
  const token = hasToken ? ` -H "Authorization: Bearer $RECALL_SANDBOX_TOKEN"` : "";
  return `curl -s${token} '${`${origin}${path}`.replaceAll("'", String.raw`'\''`)}'`;
}
