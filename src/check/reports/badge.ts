// The verdict as a picture for a README: plain SVG, no font or script fetched.
import type { Run } from "../run.ts";
import { escapeXml } from "./xml.ts";

const LABEL = "message recall";
/** Of Verdana 11, near enough. */
const LETTER_WIDTH = 6.6;

export function formatBadge({ verdict, exitCode }: Pick<Run, "verdict" | "exitCode">): string {
  const value = verdict.name ?? (exitCode === 0 ? "passed" : "failed");
  const colour =
    exitCode === 0 || exitCode === 3 ? "#1a7f37" : verdict.name?.startsWith("With") ? "#9a6700" : "#b3261e";
  const [left, right] = [widthOf(LABEL), widthOf(value)];
  const title = escapeXml(`${LABEL}: ${value}`);
  const text = (x: number, content: string) =>
    `<text x="${x}" y="14" text-anchor="middle">${escapeXml(content)}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${title}">`,
    `<title>${title}</title>`,
    `<rect width="${left}" height="20" fill="#444"/>`,
    `<rect x="${left}" width="${right}" height="20" fill="${colour}"/>`,
    '<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">',
    text(left / 2, LABEL) + text(left + right / 2, value),
    "</g></svg>",
    "",
  ].join("\n");
}

const widthOf = (text: string): number => Math.round(text.length * LETTER_WIDTH) + 12;
