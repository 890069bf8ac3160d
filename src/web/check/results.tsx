// The verdict by service level and generation, what the customer must do, and every case that did not simply hold.
import { Copy } from "../parts/copy.tsx";
import { useSteps } from "../parts/use-steps.ts";
import { BaselineSection } from "./baseline.tsx";
import { OutcomeChip } from "./outcomes.tsx";
import { bySentence, type CaseResult, type Run, toldCases } from "./run-view.ts";

export function Results({ run }: { run: Run }) {
  const told = toldCases(run);
  useSteps(".cases > .case");
  return (
    <>
      <VerdictTable run={run} />
      {run.baseline && <BaselineSection baseline={run.baseline} />}
      {run.notices.map((notice) => (
        <p key={notice}>Note: {notice}</p>
      ))}
      <h3>{told.length === 0 ? "Every case is OK" : `Not OK: ${told.length} of ${run.cases.length} cases`}</h3>
      <ul class="cases" data-testid="cases">
        {told.map((one) => (
          <Case key={one.id} one={one} />
        ))}
      </ul>
      <details>
        <summary>OK: {run.cases.length - told.length}</summary>
        <ul class="cases">
          {run.cases
            .filter(({ outcome }) => outcome === "OK")
            .map((one) => (
              <Case key={one.id} one={one} />
            ))}
        </ul>
      </details>
    </>
  );
}

function VerdictTable({ run: { verdict } }: { run: Run }) {
  return (
    <div data-testid="verdict">
      <h3>{verdict.name ?? "No verdict"}</h3>
      <p>{verdict.sentence}</p>
      {verdict.name !== undefined && (
        <table class="stacks">
          <thead>
            <tr>
              <th scope="col">Service level</th>
              <th scope="col">Generation</th>
              <th scope="col">Verdict</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {verdict.perLevel.map(({ serviceLevel, generation, name, why }) => (
              <tr key={serviceLevel + generation}>
                <td>{serviceLevel}</td>
                <td>{generation === "A" ? "A, classic Outlook" : "B, new Outlook"}</td>
                <td>{name ?? "no verdict"}</td>
                <td>{why}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {verdict.advice.map(({ sentence, cmdlets }) => (
        <div key={sentence} class="advice">
          <p>{sentence}</p>
          {cmdlets.map((cmdlet) => (
            <Copy key={cmdlet} text={cmdlet} label="cmdlet" />
          ))}
        </div>
      ))}
    </div>
  );
}

function Case({ one }: { one: CaseResult }) {
  const { id, title, level, outcome, sentence, requirement, sends, judges } = one;
  const told = outcome === "OK" ? [] : bySentence(one);
  return (
    <li id={`case-${id}`} tabIndex={-1} class={`case ${outcome.toLowerCase()}`}>
      <div class="name">
        <OutcomeChip outcome={outcome} /> <Copy text={id} label="id" /> <b>{title}</b> <small>{level}</small>
      </div>
      {told.length === 0 ? (
        <p>{sentence}</p>
      ) : (
        told.map(([text, places]) => (
          <p key={text}>
            <span dir="auto">{text}</span> <small>{places}</small>
          </p>
        ))
      )}
      <details>
        <summary>{requirement.source}</summary>
        <p>{requirement.text}</p>
        <p class="faint">
          Sends: {sends} Judges: {judges}
        </p>
      </details>
    </li>
  );
}
