// The command that asks for what is shown.

/** Quoted for a POSIX shell. @param hasToken the sandbox demands one */
export function curlCommand(path: string, origin: string, hasToken: boolean): string {
  const token = hasToken ? ` -H "Authorization: Bearer $RECALL_SANDBOX_TOKEN"` : "";
  return `curl -s${token} '${`${origin}${path}`.replaceAll("'", String.raw`'\''`)}'`;
}
