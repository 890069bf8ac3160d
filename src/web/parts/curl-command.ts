// The command that asks for what is shown.
import { quoted } from "./shell.ts";

/** Quoted for a POSIX shell. @param hasToken the sandbox demands one. @param body of a POST, as JSON */
export function curlCommand(path: string, origin: string, hasToken: boolean, body?: object): string {
  const token = hasToken ? ` -H "Authorization: Bearer $RECALL_SANDBOX_TOKEN"` : "";
  const posted = body ? ` -H 'Content-Type: application/json' -d ${quoted(JSON.stringify(body))}` : "";
  return `curl -s${token}${posted} ${quoted(`${origin}${path}`)}`;
}
