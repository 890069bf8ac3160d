// Clock and reset: time, faults, lessons that break recall on purpose, and beginning anew.
import { useHash } from "../parts/use-hash.ts";
import { FaultsSection } from "./faults/faults-section.tsx";
import { LessonsSection } from "./lessons/lessons-section.tsx";
import { ResetSection } from "./reset-section.tsx";
import { TimeSection } from "./time/time-section.tsx";
import "./clock.css";

export function Clock() {
  useHash();
  return (
    <div class="clock-screen">
      <h1>Clock and reset</h1>
      <TimeSection />
      <LessonsSection />
      <FaultsSection />
      <ResetSection />
    </div>
  );
}
