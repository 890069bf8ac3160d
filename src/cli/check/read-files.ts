// Files that options of `check` name.
import { readFileSync } from "node:fs";
import { CommandError } from "../terminal.ts";

export function readText(file: string, option: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new CommandError(`${option}: cannot read ${file}: ${(error as Error).message}`);
  }
}

/** One address in each line; # begins a comment. All of the tenant's domain: it delivers to no other. */
export function readRecipients(file: string, domain: string): string[] {
  const problems: string[] = [];
  const seen = new Map<string, number>();
  const addresses: string[] = [];
  for (const [index, line] of readText(file, "--recipients").split(/\r?\n/).entries()) {
    const address = line
      .replace(/^\uFEFF/, "")
      .replace(/(^|\s)#.*/, "")
      .trim();
    if (address === "") continue;
    const problem = problemOf(address, domain, seen);
    if (problem) problems.push(`${file}:${index + 1}: ${problem}`);
    seen.set(address.toLowerCase(), index + 1);
    addresses.push(address);
  }
  if (problems.length === 0 && addresses.length === 0) problems.push(`${file} names no address.`);
  if (problems.length > 0) throw new CommandError(`--recipients:\n${problems.join("\n")}`);
  return addresses;
}

function problemOf(address: string, domain: string, seen: ReadonlyMap<string, number>): string | undefined {
  const [, at] = /^[^\s@<>"(),;:]+@([^\s@<>"(),;:]+)$/.exec(address) ?? [];
  if (at === undefined) return `"${address}" is no address such as bob@${domain}.`;
  if (at.toLowerCase() !== domain.toLowerCase()) return `${address} is not of ${domain} (--domain).`;
  const before = seen.get(address.toLowerCase());
  return before === undefined ? undefined : `${address} stands in line ${before} already.`;
}
