// The command that runs the same as the form.
import type { NewCheck } from "../api/answers.ts";
import { word } from "../parts/shell.ts";

/** The password is the shell's to know; the authority and the baseline are files there, the latter as the page saves it. */
export function commandOf(what: NewCheck): string {
  const { builtIn, smartHost, returnPort, profile, tls, auth, ca, edits = [], redact, baseline, build } = what;
  const words = ["npx recall-sandbox check"];
  if (auth) words.unshift(`RECALL_SANDBOX_CHECK_AUTH=${word(`${auth.username}:`)}"$SMART_HOST_PASSWORD"`);
  if (builtIn !== undefined) words.push(`--builtin ${builtIn}`);
  if (smartHost !== undefined) words.push(`--smart-host ${word(smartHost)}`);
  if (smartHost !== undefined && returnPort !== undefined) words.push(`--return 127.0.0.1:${returnPort}`);
  words.push(`--profile ${profile ?? "recall"}`);
  if (tls !== undefined && tls !== "opportunistic") words.push(`--tls ${tls}`);
  if (ca !== undefined) words.push("--ca smart-host-ca.pem");
  for (const edit of edits) words.push(`--edits ${word(edit)}`);
  if (redact) words.push("--redact");
  if (baseline !== undefined) words.push(`--baseline check-${word(baseline)}-run.json`);
  if (build !== undefined && build !== "") words.push(`--build ${word(build)}`);
  return words.join(" ");
}
