// Lessons: "break it like this", each with what is done and what comes of it, put in force and taken back live.
import { useState } from "preact/hooks";
import { faults, readFaults } from "../../api/faults.ts";
import { Chip, type Tone } from "../../parts/chip.tsx";
import { Copy } from "../../parts/copy.tsx";
import { Failure } from "../../parts/failure.tsx";
import { useLoaded } from "../../parts/use-loaded.ts";
import { useSteps } from "../../parts/use-steps.ts";
import { resets } from "../resets.ts";
import type { Effect, Lesson, Tenant } from "./lesson.ts";
import { carryOut, LESSONS, readTenant, stepText } from "./lessons.ts";

const EFFECTS: Readonly<Record<Effect, readonly [tone: Tone, sign: string, word: string]>> = {
  breaks: ["bad", "✕", "breaks recall"],
  saves: ["good", "✓", "saves recall"],
  harmless: ["note", "≈", "recall works"],
};

export function LessonsSection() {
  useSteps(".lesson .bar button");
  const { value: tenant, error, reload } = useLoaded(readTenant, [faults.value, resets.value]);
  const [failure, setFailure] = useState<Error>();
  const [busy, setBusy] = useState<string>();
  const run = async (lesson: Lesson, tenantNow: Tenant) => {
    setBusy(lesson.id);
    setFailure(undefined);
    try {
      const before = lesson.isOn(tenantNow) ? lesson.takeBack(tenantNow) : lesson.apply(tenantNow);
      await carryOut(before);
    } catch (refused) {
      setFailure(refused as Error);
    } finally {
      await readFaults().catch(() => undefined);
      setBusy(undefined);
      reload();
    }
  };
  return (
    <section id="lessons" aria-labelledby="lessons-title">
      <h2 id="lessons-title">Lessons: break it like this</h2>
      {(failure ?? error) && <Failure error={(failure ?? error) as Error} retry={reload} />}
      <ul class="lessons">
        {tenant &&
          LESSONS.map((lesson) => (
            <LessonCard
              key={lesson.id}
              lesson={lesson}
              tenant={tenant}
              isBusy={busy !== undefined}
              act={() => void run(lesson, tenant)}
            />
          ))}
      </ul>
    </section>
  );
}

interface CardProps {
  readonly lesson: Lesson;
  readonly tenant: Tenant;
  readonly isBusy: boolean;
  readonly act: () => void;
}

function LessonCard({ lesson, tenant, isBusy, act }: CardProps) {
  const isOn = lesson.isOn(tenant);
  const whyNot = isOn ? undefined : lesson.whyNot?.(tenant);
  const [tone, sign, word] = EFFECTS[lesson.effect];
  const steps = whyNot === undefined ? (isOn ? lesson.takeBack(tenant) : lesson.apply(tenant)) : [];
  return (
    <li class={isOn ? "lesson on" : "lesson"} data-testid={`lesson-${lesson.id}`}>
      <h3>{lesson.title}</h3>
      <Chip tone={tone} sign={sign}>
        {word}
      </Chip>
      <p>{lesson.sentences.join(" ")}</p>
      {whyNot !== undefined && <p class="faint">{whyNot}</p>}
      <div class="bar">
        <button type="button" disabled={isBusy || whyNot !== undefined} aria-pressed={isOn} onClick={act}>
          {isOn ? "Take it back" : lesson.effect === "breaks" ? "Break it like this" : "Put it in force"}
        </button>
        {isOn && <a href="/recall-desk">Send and recall</a>}
      </div>
      {steps.map((step) => (
        <Copy key={stepText(step, "")} text={stepText(step, location.origin)} label="what the button does" />
      ))}
    </li>
  );
}
