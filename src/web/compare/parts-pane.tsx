// The MIME trees of both sides, with each part's type, encoding, size, and what became of it.
import type { Comparison } from "../api/answers.ts";
import { address } from "../api/http.ts";
import { DownloadButton } from "../parts/download-button.tsx";
import { visibleText } from "../parts/visible-text.ts";
import { ChangeSign } from "./change-sign.tsx";
import { type MarkedPart, markParts } from "./pair-parts.ts";
import type { PanesProps } from "./panes.tsx";

export function PartsPane({ comparison }: Pick<PanesProps, "comparison">) {
  const marked = markParts(comparison.left.root, comparison.right.root);
  return (
    <div class="two" data-testid="parts">
      <Tree title="As it left" parts={marked.left} of={comparison.left} leg={comparison.out} />
      <Tree title="As it came back" parts={marked.right} of={comparison.right} leg={comparison.in} />
    </div>
  );
}

interface TreeProps {
  readonly title: string;
  readonly parts: readonly MarkedPart[];
  readonly of: Comparison["left"];
  readonly leg: number;
}

function Tree({ title, parts, of, leg }: TreeProps) {
  return (
    <section>
      <h3>
        {title} <small>{of.size.toLocaleString("en")} bytes</small>
      </h3>
      <ul class="tree">
        {parts.map((marked) => (
          <TreePart key={marked.part.path} {...marked} leg={leg} />
        ))}
      </ul>
    </section>
  );
}

function TreePart({ part, depth, change, what, leg }: MarkedPart & { leg: number }) {
  const { path, type, encoding, charset, name, size, decodedSize } = part;
  return (
    <li class={change} style={{ paddingInlineStart: `${Math.min(depth, 12) * 1.25}rem` }}>
      <ChangeSign change={change} />
      <span class="visually-hidden">level {depth + 1}, </span>
      <span>
        <code>{path || "·"}</code> <b>{type}</b> {name !== undefined && <bdi>“{visibleText(name)}”</bdi>}
        <small>
          {encoding}
          {charset !== undefined && ` · ${charset}`} · {size.toLocaleString("en")} bytes
          {decodedSize !== size && `, ${decodedSize.toLocaleString("en")} decoded`}
        </small>
        {what.length > 0 && <em>{what.join(" · ")}</em>}
      </span>
      {part.parts.length === 0 && (
        <DownloadButton
          path={address(`/api/legs/${leg}/message/part`, { path })}
          name={name ?? `${path === "" ? "the whole" : `part ${path}`}, ${type}`}
        />
      )}
    </li>
  );
}
