// A new rule by the cmdlet that makes it; any other cmdlet will do, too.
import { useEffect, useRef, useState } from "preact/hooks";
import { cmdletText, readCmdlet } from "../../api/cmdlet-text.ts";
import { change, changes } from "../changes.ts";

/** What administrators do about recall and smart hosts, and what shows how rules act. */
const EXAMPLES = [
  {
    name: "Leave recalls out of the smart host",
    text: "New-TransportRule 'Recalls go straight' -HeaderContainsMessageHeader x-ms-exchange-recallreportgenerated -HeaderContainsWords 'true','false' -StopRuleProcessing $true -Priority 0",
  },
  {
    name: "Mark mail with a header",
    text: "New-TransportRule 'Mark finance' -SubjectOrBodyContainsWords 'invoice','Q3' -SetHeaderName X-Finance -SetHeaderValue yes",
  },
  {
    name: "Disclaimer for outside",
    text: "New-TransportRule 'Disclaimer' -SentToScope NotInOrganization -ApplyHtmlDisclaimerText '<p>Confidential</p>' -ApplyHtmlDisclaimerLocation Append -ApplyHtmlDisclaimerFallbackAction Wrap",
  },
] as const;

export function NewRule({ close }: { close: () => void }) {
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
      class="new-rule"
      onSubmit={(event) => {
        event.preventDefault();
        void run(false);
      }}
      data-testid="new-rule"
    >
      <label>
        The cmdlet that makes the rule
        <textarea
          ref={box}
          rows={3}
          class="mono"
          spellcheck={false}
          placeholder={EXAMPLES[1].text}
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
        {EXAMPLES.map((example) => (
          <button key={example.name} type="button" class="link" onClick={() => setText(example.text)}>
            {example.name}
          </button>
        ))}
      </div>
      <p class="faint">
        All conditions: <code>{cmdletText("Get-TransportRulePredicate")}</code>; pipelines and scripts run with{" "}
        <code>recall-sandbox exo</code>.
      </p>
    </form>
  );
}
