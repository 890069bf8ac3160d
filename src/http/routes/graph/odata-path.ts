// A path as routes know it: keys in parentheses become segments, and names have the case that the reference gives them.
// OData 4.01 part 2, 4.3.1; Microsoft Graph: "Resource names are case-insensitive"
import { getPath } from "hono/utils/url";

/** What is followed by a key. */
const COLLECTIONS = [
  ..."users mailFolders childFolders messages attachments messageRules subscriptions messageTraces".split(" "),
];
const OTHERS = [
  ..."me delta sendMail move copy send permanentDelete recall reply replyAll forward createReply createReplyAll".split(
    " ",
  ),
  ..."createForward mailboxSettings automaticRepliesSetting reauthorize admin exchange tracing $value $count $batch".split(
    " ",
  ),
];
const NAMES: ReadonlyMap<string, string> = new Map(
  [...COLLECTIONS, ...OTHERS].map((name) => [name.toLowerCase(), name]),
);
/** Names that stand where a key might. */
const INSTEAD_OF_KEYS: ReadonlySet<string> = new Set(["delta", "$count"]);
const KEYED = new RegExp(`^(${COLLECTIONS.join("|")})\\('((?:[^']|'')*)'\\)$`, "i");

export function odataPath(request: Request): string {
  const path = getPath(request);
  const [, root, rest] = /^(\/(?:v1\.0|beta)\/)(.*)$/s.exec(path) ?? [];
  if (root === undefined || rest === undefined) return path;
  return root + normalized(rest.split("/")).join("/");
}

function normalized(segments: readonly string[]): string[] {
  const path: string[] = [];
  let isKey = false;
  for (const segment of segments) {
    const [, collection = "", key] = KEYED.exec(segment) ?? [];
    const lower = segment.toLowerCase();
    if (isKey && !INSTEAD_OF_KEYS.has(lower)) {
      path.push(segment);
      isKey = false;
    } else if (key !== undefined)
      path.push(NAMES.get(collection.toLowerCase()) ?? collection, key.replaceAll("''", "'"));
    else {
      const name = NAMES.get(lower) ?? segment;
      path.push(name);
      isKey = COLLECTIONS.includes(name);
    }
  }
  return path;
}
