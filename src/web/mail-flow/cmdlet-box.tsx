// Something new by the cmdlet that makes it; any other cmdlet will do, too.
import { useEffect, useRef, useState } from "preact/hooks";
import { readCmdlet } from "../api/cmdlet-text.ts";
import { change, changes } from "./changes.ts";
import type { Example } from "./examples.ts";

interface BoxProps {
  /** What it is for. */
  readonly label: string;
  readonly examples: readonly [Example, ...Example[]];
  readonly close: () => void;
}

export function CmdletBox({ label, examples, close }: BoxProps) {
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string>();
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => box.current?.focus(), []);
  const run = async (isWhatIf: boolean) => {
    const read = readCmdlet(text);
    if ("problem" in read) return setProblem(read.problem);
    setProblem(undefined);
    const parameters = isWhatIf ? { ...read.parameters, WhatIf: true } : read.parameters;
    const isDone = await change(read.cmdlet, parameters);
    const [newest] = changes.value;
    if (newest?.refusal) setProblem(newest.refusal);
    else if (newest?.whatIf) setProblem(newest.whatIf);
    if (isDone) close();
  };
  return (
    <form
      class="cmdlet-box"
      onSubmit={(event) => {
        event.preventDefault();
        void run(false);
      }}
      data-testid="cmdlet-box"
    >
      <label>
        {label}
        <textarea
          ref={box}
          rows={3}
          class="mono"
          spellcheck={false}
          placeholder={examples[0].text}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => event.key === "Escape" && close()}
        />
      </label>
      {problem && (
        <p class="said" role="alert" dir="auto">
          {problem}
        </p>
      )}
      <div class="actions">
        <button type="submit" class="primary">
          Run
        </button>
        <button type="button" onClick={() => run(true)}>
          What if
        </button>
        <button type="button" onClick={close}>
          Close
        </button>
        <span class="faint">Examples:</span>
        {examples.map((example) => (
          <button key={example.name} type="button" class="link" onClick={() => setText(example.text)}>
            {example.name}
          </button>
        ))}
      </div>
      <p class="faint">
        One cmdlet with plain values; pipelines and scripts run with <code>recall-sandbox exo</code>.
      </p>
    </form>
  );
}
