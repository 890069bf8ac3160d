// A message opened for reading: HTML, text, headers, MIME tree, TNEF properties, source.
import type { MessageView } from "../api/answers.ts";
import { get } from "../api/http.ts";
import { CopyCurl } from "../parts/copy-curl.tsx";
import { Failure } from "../parts/failure.tsx";
import { MailFrame } from "../parts/mail-frame.tsx";
import { RawText } from "../parts/raw-text.tsx";
import { type TabChoice, Tabs } from "../parts/tabs.tsx";
import { useLoaded } from "../parts/use-loaded.ts";
import { Attachments } from "./attachments.tsx";
import { SourceOf } from "./bytes.tsx";
import { Headers } from "./headers.tsx";
import { MimeTree } from "./mime-tree.tsx";
import { Tnef } from "./tnef.tsx";
import type { Chooser } from "./use-choice.ts";

type View = "html" | "text" | "headers" | "mime" | "tnef" | "source";

interface OpenedMessageProps {
  readonly path: string;
  readonly bytesPath: string;
  /** Where a part's bytes are asked for. */
  readonly pathOfPart: (part: string) => string;
  readonly name: string;
  readonly chooser: Chooser;
}

export function OpenedMessage({ path, bytesPath, pathOfPart, name, chooser }: OpenedMessageProps) {
  const { value: message, error, reload } = useLoaded(() => get<MessageView>(path), [path]);
  if (error) return <Failure error={error} retry={reload} />;
  if (!message) return <p class="faint">Opening the message …</p>;
  const tabs = viewsOf(message);
  const view = tabs.find(({ key }) => key === chooser.choice.view)?.key ?? tabs[0]?.key ?? "headers";
  return (
    <div data-testid="message">
      {message.cut.map((sentence) => (
        <p key={sentence} class="notice">
          {sentence} <a href={chooser.hrefOf({ view: "source" })}>The source</a> has all.
        </p>
      ))}
      <Tabs label="Views of the message" tabs={tabs} chosen={view} choose={(key) => chooser.choose({ view: key })}>
        {view === "source" ? <SourceOf path={bytesPath} name={name} /> : <Shown view={view} message={message} />}
        {view !== "source" && <Attachments attachments={message.attachments} pathOf={pathOfPart} />}
      </Tabs>
      <CopyCurl path={path} />
    </div>
  );
}

/** What there is nothing of has no tab. */
function viewsOf({ headers, parts, bodies, tnef }: MessageView): TabChoice<View>[] {
  const has = (kind: "html" | "text") => bodies.some((body) => body.kind === kind);
  return [
    ...(has("html") ? [{ key: "html", name: "HTML" } as const] : []),
    ...(has("text") ? [{ key: "text", name: "Text" } as const] : []),
    { key: "headers", name: "Headers", count: headers.length },
    { key: "mime", name: "MIME tree", count: parts.length },
    ...(tnef ? [{ key: "tnef", name: "TNEF", count: tnef.properties.length } as const] : []),
    { key: "source", name: "Source" },
  ];
}

function Shown({ view, message }: { view: Exclude<View, "source">; message: MessageView }) {
  if (view === "headers") return <Headers headers={message.headers} />;
  if (view === "mime") return <MimeTree parts={message.parts} />;
  if (view === "tnef" && message.tnef) return <Tnef tnef={message.tnef} />;
  return <Bodies kind={view === "html" ? "html" : "text"} message={message} />;
}

function Bodies({ kind, message }: { kind: "html" | "text"; message: MessageView }) {
  const bodies = message.bodies.filter((body) => body.kind === kind);
  return (
    <>
      {bodies.map((body) => (
        <section key={body.from}>
          {(bodies.length > 1 || body.from === "winmail.dat") && (
            <p class="faint">from {body.from === "winmail.dat" ? body.from : `part ${body.from}`}</p>
          )}
          {kind === "html" ? (
            <MailFrame html={body.content} pictures={message.pictures} />
          ) : (
            <RawText label="The text" text={body.content} wraps />
          )}
        </section>
      ))}
    </>
  );
}
