// The checks find what they are for.
import { describe, expect, it } from "vitest";
import { findProblems, printGraph, readArrows } from "./import-graph.ts";
import { checkOwnCitations, collectCitations, printTable } from "./specs.ts";

const source = (path: string, ...lines: string[]) => ({ path, text: lines.join("\n") });
const problems = (...sources: ReturnType<typeof source>[]) => findProblems(readArrows(sources));

describe("import-graph", () => {
  it("is content with arrows that point down and packages at their door", () => {
    const files = [
      source("src/dsn/a.ts", 'import { x } from "../mime/x.ts";', 'import fs from "node:fs";'),
      source("src/mime/x.ts", 'import iconv from "iconv-lite";', 'export type { Y } from "./y.ts";'),
      source("src/agent-api/a.ts", 'import type { Event } from "../trace/events.ts";'),
      source("src/trace/t.ts", "import {", "  type Item,", '} from "../agent-api/a.ts";'),
    ];
    expect(problems(...files)).toEqual([]);
    expect(printGraph(readArrows(files)).split("\n")).toEqual([
      "trace               → agent-api",
      "agent-api           → (trace)",
      "dsn                 → mime",
      "mime                → [iconv-lite]",
    ]);
  });

  it.each([
    [
      "an arrow up",
      [source("src/mime/a.ts", 'import { x } from "../dsn/x.ts";')],
      "src/mime/a.ts: mime → dsn points up",
    ],
    [
      "types too",
      [source("src/mime/a.ts", 'import type { X } from "../dsn/x.ts";')],
      "src/mime/a.ts: mime → dsn points up",
    ],
    [
      "import()",
      [source("src/mime/a.ts", 'const x = await import("../dsn/x.ts");')],
      "src/mime/a.ts: mime → dsn points up",
    ],
    [
      "values in the contract",
      [source("src/agent-api/a.ts", 'import { x } from "../trace/x.ts";')],
      "src/agent-api/a.ts: agent-api → trace points up",
    ],
    [
      "a package at another door",
      [source("src/mailbox/a.ts", 'import { z } from "zod/v4";')],
      "src/mailbox/a.ts: zod may enter through organization, http, check, faults",
    ],
    [
      "an unknown package",
      [source("src/mime/a.ts", 'import "left-pad";')],
      "src/mime/a.ts: left-pad may enter through no folder",
    ],
    [
      "a tenant inside the smart host",
      [source("src/smart-host/a.ts", 'import { x } from "../mailbox/x.ts";')],
      "src/smart-host/a.ts: smart-host may know faults, tnef, dsn, mime, smtp, runtime, not mailbox",
    ],
    [
      "a new folder",
      [source("src/fresh/a.ts", 'import { x } from "../mime/x.ts";')],
      "src/fresh/a.ts: fresh is in no layer (test/checks/layers.ts)",
    ],
  ])("reports %s", (_, sources, expected) => {
    expect(problems(...sources)).toContain(expected);
  });

  it("reports cycles", () => {
    const found = problems(
      source("src/mime/a.ts", 'import { x } from "../smtp/x.ts";'),
      source("src/smtp/a.ts", 'import { x } from "../runtime/x.ts";'),
      source("src/runtime/a.ts", 'import { x } from "../mime/x.ts";'),
    );
    expect(found).toContain("cycle: mime → smtp → runtime → mime");
  });
});

describe("specs", () => {
  const sources = [
    source(
      "src/dsn/a.ts",
      "// RFC 3464 §2.3.10, §2.3.9 and RFC 5322",
      "/** [MS-OXCMAIL] §2.1.3 and Appendix A.",
      " * RFC 3464",
      " * §2.3.9 */",
    ),
    source("src/mime/b.ts", '// docs/recall.md R2, docs/recall.md R99, docs/architecture.md "Trust", docs/none.md'),
  ];

  it("collects citations by standard and section", () => {
    expect(printTable(collectCitations(sources)).split("\n").slice(2)).toEqual([
      "| RFC 3464 | An Extensible Message Format for Delivery Status Notifications | §2.3.9: [dsn/a.ts](../src/dsn/a.ts)<br>§2.3.10: [dsn/a.ts](../src/dsn/a.ts) |",
      "| RFC 5322 | Internet Message Format | as a whole: [dsn/a.ts](../src/dsn/a.ts) |",
      "| [MS-OXCMAIL] | RFC 2822 and MIME to Email Object Conversion Algorithm | §2.1.3: [dsn/a.ts](../src/dsn/a.ts)<br>Appendix A: [dsn/a.ts](../src/dsn/a.ts) |",
    ]);
  });

  it("checks citations of our own documents", () => {
    const documents: Record<string, string> = {
      "docs/recall.md": "- **R2** Requests\n",
      "docs/architecture.md": "## Storage\n",
    };
    expect(checkOwnCitations(sources, (path) => documents[path])).toEqual([
      'src/mime/b.ts: "docs/recall.md R99" names nothing in docs/recall.md',
      'src/mime/b.ts: "docs/architecture.md "Trust"" names nothing in docs/architecture.md',
      "src/mime/b.ts: docs/none.md doesn't exist",
    ]);
  });
});
