// How much two messages have in common, whatever a product did to their identification.

/** Beyond this, more says nothing new. Bytes. */
const LOOKED_AT = 65_536;
/** Fields that every hop writes, or that all mail of one tenant has. */
const SAYS_NOTHING = /^(received|x-|arc-|dkim-|authentication-results|message-id|mime-version|date|from)/i;

/** Share of the lines of what left that came back, 0 to 1; the subject counts as much as all else. */
export function similarity(left: Buffer, right: Buffer): number {
  const [ours, theirs] = [linesOf(left), linesOf(right)];
  if (ours.size === 0) return theirs.size === 0 ? 1 : 0;
  let common = 0;
  for (const line of ours) if (theirs.has(line)) common += 1;
  const bodies = common / ours.size;
  const [subject, returned] = [subjectOf(left), subjectOf(right)];
  if (subject === "" || returned === "") return bodies;
  return (bodies + (returned.includes(subject) ? 1 : 0)) / 2;
}

function linesOf(message: Buffer): Set<string> {
  const lines = message.toString("latin1", 0, LOOKED_AT).split(/\r?\n/);
  return new Set(lines.map((line) => line.trim()).filter((line) => line.length > 3 && !SAYS_NOTHING.test(line)));
}

function subjectOf(message: Buffer): string {
  const head = message.toString("latin1", 0, LOOKED_AT);
  return /^subject:[ \t]*(.*(?:\r?\n[ \t].*)*)/im.exec(head)?.[1]?.replace(/\r?\n/g, "").trim() ?? "";
}
