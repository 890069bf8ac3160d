// The proof that a 250 is a promise: tenant and smart host are killed by turns (SIGKILL) while mail goes through both,
// and in the end every accepted message is in its mailbox, once.
//
//   node test/kill/kill.ts [--kills 20] [--messages 20000] [--seed 7] [--preset transparent] [--rich-text] [--minutes 20] [--json]
import { parseArgs } from "node:util";
import { sleep, temporaryFolder } from "../support/processes.ts";
import { type Count, countMail, evidence } from "./count.ts";
import { type Plan, planMail, seeded } from "./mail.ts";
import { Progress } from "./progress.ts";
import { Sender } from "./sender.ts";
import { Victims } from "./victims.ts";

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "20" },
    messages: { type: "string", default: "20000" },
    seed: { type: "string", default: "7" },
    preset: { type: "string", default: "transparent" },
    /** Everything leaves as TNEF. */
    "rich-text": { type: "boolean", default: false },
    minutes: { type: "string", default: "20" },
    json: { type: "boolean", default: false },
  },
});
const kills = Number(values.kills);
const messages = Number(values.messages);
const deadline = performance.now() + Number(values.minutes) * 60_000;
const say = (text: string) => process.stderr.write(`${text}\n`);
const LOOK_EVERY_MS = 50;

async function killByTurns(victims: Victims, progress: Progress, random: () => number): Promise<number> {
  const points = Array.from({ length: kills }, () => 0.01 + 0.98 * random()).sort((a, b) => a - b);
  let done = 0;
  for (const [index, point] of points.entries()) {
    while ((await progress.look()) < point && !progress.end) await sleep(LOOK_EVERY_MS);
    if (progress.end) break;
    const victim = index % 2 === 0 ? "tenant" : "smart host";
    await sleep(random() * 100);
    await victims.kill(victim);
    done += 1;
    say(`kill ${done}: the ${victim} at ${Math.round(point * 100)} %, ${progress.queued} in its queues`);
    await sleep(random() * 300);
    await victims.restart(victim);
  }
  return done;
}

/** Nothing waits, and nothing is between tenant and smart host, twice in a row. */
async function untilEmpty(progress: Progress): Promise<void> {
  for (let quiet = 0; quiet < 2 && !progress.end; ) {
    await sleep(500);
    await progress.look();
    quiet = progress.queued === 0 ? quiet + 1 : 0;
  }
}

function report(count: Count, done: number, sender: Sender, victims: Victims, ms: number): boolean {
  const { accepted, inMailbox, lost, twice, unexpected } = count;
  const ok =
    lost.length === 0 &&
    twice.length === 0 &&
    unexpected.length === 0 &&
    accepted === messages &&
    inMailbox === messages &&
    done === kills;
  const line = `accepted ${accepted}, in mailbox ${inMailbox}, lost ${lost.length}, twice ${twice.length}`;
  const { refused, unanswered } = sender;
  say(
    `${done} kills, ${unanswered} attempts without a reply, ${Math.round(ms / 1000)} s, starts ${victims.startsMs.join(" ")} ms`,
  );
  for (const [what, list] of Object.entries({ lost, twice, unexpected, refused })) {
    if (list.length > 0) say(`${what}: ${list.slice(0, 10).join("; ")}`);
  }
  const facts = {
    ok,
    accepted,
    inMailbox,
    lost,
    twice,
    unexpected,
    refused,
    kills: done,
    unanswered,
    seconds: ms / 1000,
    startsMs: victims.startsMs,
  };
  process.stdout.write(`${values.json ? JSON.stringify(facts) : line}\n`);
  return ok;
}

async function main(plan: Plan, random: () => number): Promise<boolean> {
  const folder = temporaryFolder("kill");
  const victims = await Victims.start(folder.path, values, plan.mailboxes);
  const sender = new Sender(plan, victims.submissionPort);
  const progress = new Progress(sender, victims, messages, deadline);
  const since = performance.now();
  const sending = sender.run();
  const done = await killByTurns(victims, progress, random);
  const watch = setInterval(() => void progress.look().then(() => progress.end && sender.stop()), 1000);
  await sending;
  clearInterval(watch);
  await untilEmpty(progress);
  if (progress.end) say(progress.end);
  const count = await countMail(plan, sender.accepted, victims.http);
  const queues = JSON.stringify(await victims.http.queues());
  const complaints = victims.complaints();
  await victims.stop();
  const ok = report(count, done, sender, victims, performance.now() - since);
  if (!ok) {
    folder.keep();
    say(
      `queues ${queues}\n${evidence(victims.databaseFile, [...count.lost, ...count.twice])}\n${complaints.join("\n")}`,
    );
    say(`kept for a look: ${folder.path}`);
  }
  return ok;
}

const random = seeded(Number(values.seed));
const isOk = await main(planMail(messages, random), random).catch((error: unknown) => {
  say(String(error instanceof Error ? error.stack : error));
  return false;
});
process.exit(isOk ? 0 : 1);
