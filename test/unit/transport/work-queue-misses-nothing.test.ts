// Seen by the kill test: a deferred message stayed in its queue until the next start.
import { expect, it } from "vitest";
import { ContentStore } from "../../../src/database/content-store.ts";
import { createActivity } from "../../../src/runtime/activity.ts";
import { createClock } from "../../../src/runtime/clock.ts";
import { type QueuedItem, QueueRepository } from "../../../src/transport/queue/queue-repository.ts";
import { WorkQueue } from "../../../src/transport/queue/work-queue.ts";
import { NOON } from "../../support/sandbox.ts";
import { lines, mailItem } from "../../support/transport.ts";
import { cleanUp, database } from "../database/support.ts";

function open(
  options: {
    readonly concurrency?: number;
    readonly process?: (queued: QueuedItem) => Promise<number | undefined>;
  } = {},
) {
  const db = database();
  const contents = new ContentStore(db);
  const repository = new QueueRepository(db, contents);
  const clock = createClock({ frozenAt: NOON });
  const activity = createActivity();
  const done: string[] = [];
  const finish = async (queued: QueuedItem) => {
    done.push(queued.item.headers.get("Subject") ?? "");
    await db.write((tx) => repository.remove(tx, queued.id));
    return undefined;
  };
  const queue = new WorkQueue({
    queue: "submission",
    nextHop: "",
    concurrency: options.concurrency ?? 3,
    failed: (error) => {
      throw error;
    },
    repository,
    clock,
    activity,
    process: options.process ?? finish,
  });
  cleanUp(() => queue.stop());
  const insert = (name: string, dueAt: number) =>
    db.write(async (tx) => {
      const message = mailItem({ message: lines(`Subject: ${name}`, "") });
      const item = { ...message, body: contents.whole(Buffer.from("\r\n")) };
      const contentId = await contents.save(tx, item.headers.toBuffer(), item.body, NOON);
      return repository.insert(tx, item, { queue: "submission", nextHop: "", dueAt, queuedAt: NOON, contentId });
    });
  return { queue, db, repository, clock, activity, done, finish, insert };
}

it("what becomes due while the disk is read is tried too", async () => {
  const { queue, repository, clock, activity, done, insert } = open();
  await insert("a", NOON + 10);
  await insert("b", NOON + 11);
  await queue.start();
  await activity.idle();
  const due = repository.due.bind(repository);
  repository.due = async (...question) => {
    const ids = await due(...question);
    clock.jumpTo(NOON + 11);
    return ids;
  };
  clock.jumpTo(NOON + 10);
  await expect.poll(() => done).toEqual(["a", "b"]);
});

it("what is woken while it is at work is tried again at once", async () => {
  let wake = () => {};
  const tries: string[] = [];
  const opened = open({
    process: async (queued) => {
      tries.push("try");
      if (tries.length > 1) return opened.finish(queued);
      const { recipients } = queued.item;
      const dueAt = NOON + 60_000;
      await opened.db.write((tx) =>
        opened.repository.defer(tx, queued, { dueAt, error: "", recipients, delayNotified: false }),
      );
      await opened.db.write((tx) => tx.run("UPDATE mail_item SET due_at = $1", [NOON]));
      wake();
      await new Promise((resolve) => setImmediate(resolve));
      return dueAt;
    },
  });
  wake = () => opened.queue.lookOnDisk();
  await opened.insert("woken", NOON);
  await opened.queue.start();
  await opened.activity.idle();
  expect(tries).toHaveLength(2);
  expect(opened.done).toEqual(["woken"]);
});

it("more than is read at once is worked on by more than can be read at once", async () => {
  const { queue, activity, done, insert } = open({ concurrency: 1000 });
  const names = Array.from({ length: 450 }, (_, index) => String(index));
  for (const name of names) await insert(name, NOON);
  await queue.start();
  await activity.idle();
  expect(done.toSorted((a, b) => Number(a) - Number(b))).toEqual(names);
});
