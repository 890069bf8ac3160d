// The texts of both sides; what was written into them is outlined.
import { useMemo, useState } from "preact/hooks";
import type { Answers, MessageView } from "../api/answers.ts";
import { get } from "../api/http.ts";
import { Failure } from "../parts/failure.tsx";
import { MailFrame } from "../parts/mail-frame.tsx";
import { useLoaded } from "../parts/use-loaded.ts";
import { visibleText } from "../parts/visible-text.ts";
import { htmlOf, markTexts, type Stretch, textsOf } from "./mark-text.ts";
import type { PanesProps } from "./panes.tsx";

type Text = Answers["compareTexts"]["texts"][number];

export function TextsPane({ comparison, path, isSource, goTo }: PanesProps) {
  const { value, error, reload } = useLoaded(
    () => get<Answers["compareTexts"]>(`${path}/compare/texts`, { leg: comparison.out, with: comparison.in }),
    [path, comparison.out, comparison.in],
  );
  const [chosen, setChosen] = useState(0);
  if (error) return <Failure error={error} retry={reload} />;
  if (!value) return null;
  const text = value.texts[chosen] ?? value.texts[0];
  if (!text) return <p class="faint">Neither side has a text.</p>;
  return (
    <div data-testid="texts">
      {value.texts.length > 1 && (
        <label class="which">
          <span class="faint">Text</span>
          <select
            value={String(value.texts.indexOf(text))}
            onChange={(event) => setChosen(Number(event.currentTarget.value))}
            data-testid="text-choice"
          >
            {value.texts.map((one, index) => (
              <option key={`${index}${one.path}`} value={String(index)}>
                {nameOf(one)}
              </option>
            ))}
          </select>
        </label>
      )}
      {text.type === "text/html" && (
        <label class="which">
          <input
            type="checkbox"
            checked={isSource}
            onChange={(event) => goTo({ as: event.currentTarget.checked ? "source" : undefined })}
            data-testid="as-source"
          />{" "}
          as source
        </label>
      )}
      <BothSides text={text} comparison={comparison} isSource={isSource} />
    </div>
  );
}

const nameOf = ({ path, type, before, after }: Text): string =>
  `${path === "" ? "" : path === "winmail.dat" ? "within winmail.dat: " : `part ${path} `}${type}${before === after ? ", as it was" : ""}`;

interface BothSidesProps extends Pick<PanesProps, "comparison" | "isSource"> {
  readonly text: Text;
}

function BothSides({ text, comparison, isSource }: BothSidesProps) {
  const blocks = comparison.inserted.filter(({ path, type }) => path === text.path && type === text.type);
  const marked = markTexts(
    text.before,
    text.after,
    blocks.map((block) => block.text),
  );
  const isHtml = text.type === "text/html" && !isSource;
  return (
    <>
      {text.cut && <p class="faint">Only the beginning is shown; the whole stands in the bytes of both legs.</p>}
      <div class="two">
        <Side title="As it left" leg={comparison.out} stretches={marked.before} isHtml={isHtml} />
        <Side title="As it came back" leg={comparison.in} stretches={marked.after} isHtml={isHtml} />
      </div>
    </>
  );
}

const WORDS = { inserted: "written into it", removed: "taken out", changed: "differs" } as const;

interface SideProps {
  readonly title: string;
  readonly leg: number;
  readonly stretches: readonly Stretch[];
  readonly isHtml: boolean;
}

function Side({ title, leg, stretches, isHtml }: SideProps) {
  const html = useMemo(() => (isHtml ? htmlOf(stretches) : ""), [isHtml, textsOf(stretches)]);
  // Where it shows pictures of its own.
  const hasOwn = /cid:/i.test(html);
  const pictures = useLoaded(
    async () => (hasOwn ? (await get<MessageView>(`/api/legs/${leg}/message`)).pictures : undefined),
    [leg, hasOwn],
  ).value;
  return (
    <section>
      <h3>{title}</h3>
      {stretches.length === 0 && <p class="faint">This side has no such text, or none in a known charset.</p>}
      {stretches.length > 0 &&
        (isHtml ? (
          <MailFrame html={html} title={title} {...(pictures && { pictures })} />
        ) : (
          <Source title={title} stretches={stretches} />
        ))}
    </section>
  );
}

function Source({ title, stretches }: Pick<SideProps, "title" | "stretches">) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys, WCAG 2.1.1
    <section class="marked" tabIndex={0} aria-label={title}>
      <pre class="text" dir="auto">
        {stretches.map(({ text, mark }, index) =>
          mark ? (
            <mark key={`${index}`} class={mark} data-testid={mark} title={WORDS[mark]}>
              <span class="visually-hidden">({WORDS[mark]}) </span>
              {visibleText(text)}
            </mark>
          ) : (
            visibleText(text)
          ),
        )}
      </pre>
    </section>
  );
}
