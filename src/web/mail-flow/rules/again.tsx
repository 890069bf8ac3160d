// How to ask the same again: by a link, by curl, on the command line.
import { command } from "../../parts/command.ts";
import { Copy } from "../../parts/copy.tsx";
import { CopyCurl } from "../../parts/copy-curl.tsx";
import { quoted } from "../../parts/shell.ts";
import type { Asked } from "./ask-explain.ts";

/** Characters that a command line takes at ease: Linux has 128 KB for one argument. */
const LONGEST_BODY = 100_000;

export function Again({ asked: { tried, journey, body } }: { asked: Asked }) {
  const isShort = tried.file === undefined && JSON.stringify(body).length <= LONGEST_BODY;
  const isLinked = journey !== undefined || location.hash !== "";
  return (
    <p class="again" data-testid="again">
      {isLinked && <Copy text={location.href} shown="link" label="a link that shows the same" />}
      {isShort && <CopyCurl path="/api/explain" body={body} />}
      {tried.file && <Copy text={commandOf(tried.file.name, body)} label="the command that does the same" />}
      {!isLinked && (
        <span class="faint">{tried.file ? "A file goes into no link." : "It is too long for a link."}</span>
      )}
    </p>
  );
}

function commandOf(file: string, { sender, recipients }: Asked["body"]): string {
  const envelope = [
    ...(sender === undefined ? [] : [`--sender ${quoted(sender)}`]),
    ...(recipients === undefined ? [] : [`--recipients ${quoted(recipients.join(","))}`]),
  ];
  return command(["explain", quoted(file), ...envelope].join(" "));
}
