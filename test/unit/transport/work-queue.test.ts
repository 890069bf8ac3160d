import { describe, expect, it, vi } from "vitest";
import { ContentStore } from "../../../src/database/content-store.ts";
import { createActivity } from "../../../src/runtime/activity.ts";
import { createClock } from "../../../src/runtime/clock.ts";
import { type QueuedItem, QueueRepository } from "../../../src/transport/queue/queue-repository.ts";
import { WorkQueue, type WorkQueueOptions } from "../../../src/transport/queue/work-queue.ts";
import { NOON } from "../../support/sandbox.ts";
import { lines, mailItem } from "../../support/transport.ts";
import { cleanUp, database } from "../database/support.ts";

const MINUTE = 60_000;

/** A queue over a database; `process` settles rows as transport does. */
function open(options: Partial<WorkQueueOptions> = {}, db = database()) {
  const contents = new ContentStore(db);
  const repository = new QueueRepository(db, contents);
  const clock = createClock({ frozenAt: NOON });
  const activity = createActivity();
  const done: string[] = [];
  const remove = (queued: QueuedItem) => db.write((tx) => repository.remove(tx, queued.id));
  const subject = (queued: QueuedItem) => queued.item.headers.get("Subject") ?? "";
  const queue = new WorkQueue({
    queue: "submission",
    nextHop: "",
    concurrency: 3,
    failed: (error) => {
      throw error;
    },
    repository,
    clock,
    activity,
    async process(queued) {
      done.push(subject(queued));
      await remove(queued);
      return undefined;
    },
    ...options,
  });
  cleanUp(() => queue.stop());
  const insert = (name: string, dueAt = NOON) =>
    db.write(async (tx) => {
      const item = {
        ...mailItem({ message: lines(`Subject: ${name}`, "") }),
        body: contents.whole(Buffer.from("\r\n")),
      };
      const contentId = await contents.save(tx, item.headers.toBuffer(), item.body, NOON);
      return repository.insert(tx, item, { queue: "submission", nextHop: "", dueAt, queuedAt: NOON, contentId });
    });
  const defer = async (queued: QueuedItem, dueAt: number) => {
    const { recipients } = queued.item;
    await db.write((tx) => repository.defer(tx, queued, { dueAt, error: "", recipients, delayNotified: false }));
    return dueAt;
  };
  const advance = async (ms: number) => {
    clock.jumpTo(clock.now() + ms);
    await activity.idle();
  };
  return { queue, db, repository, clock, activity, done, insert, remove, defer, subject, advance };
}

/** A promise that the test settles. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

describe("what it works on", () => {
  it("begins with what lies on disk, oldest due first", async () => {
    const { queue, activity, done, insert } = open({ concurrency: 1 });
    await insert("second", NOON - 1);
    await insert("first", NOON - 2);
    await queue.start();
    await activity.idle();
    expect(done).toEqual(["first", "second"]);
  });

  it("takes what was just committed by hand, once", async () => {
    const { queue, activity, done, insert } = open();
    await queue.start();
    const queued = await insert("a");
    queue.offer(queued);
    queue.offer(queued);
    queue.lookOnDisk();
    await activity.idle();
    expect(done).toEqual(["a"]);
  });

  it("takes more than it holds in memory, from disk", { timeout: 30_000 }, async () => {
    const { queue, activity, done, insert } = open({ concurrency: 20 });
    await queue.start();
    const all = await Promise.all(Array.from({ length: 1500 }, (_, index) => insert(`${index}`)));
    for (const queued of all) queue.offer(queued);
    await activity.idle();
    expect(done).toHaveLength(1500);
    expect(new Set(done).size).toBe(1500);
  });

  it("has no more at work at a time than its concurrency", async () => {
    let now = 0;
    let most = 0;
    const test = open({
      concurrency: 3,
      async process(queued) {
        most = Math.max(most, ++now);
        await new Promise(setImmediate);
        await test.remove(queued);
        now -= 1;
        return undefined;
      },
    });
    for (let index = 0; index < 20; index += 1) await test.insert(`${index}`);
    await test.queue.start();
    await test.activity.idle();
    expect(most).toBe(3);
  });
});

describe("time", () => {
  it("what is due later waits for the clock", async () => {
    const { queue, activity, done, insert, advance } = open();
    await insert("later", NOON + MINUTE);
    await queue.start();
    await activity.idle();
    expect(done).toEqual([]);
    await advance(MINUTE - 1);
    expect(done).toEqual([]);
    await advance(1);
    expect(done).toEqual(["later"]);
  });

  it("a deferred item is tried again when its time comes", async () => {
    const tried: number[] = [];
    const test = open({
      async process(queued) {
        tried.push(test.clock.now() - NOON);
        if (tried.length === 3) return void (await test.remove(queued));
        return test.defer(queued, test.clock.now() + MINUTE * tried.length);
      },
    });
    await test.insert("a");
    await test.queue.start();
    await test.activity.idle();
    await test.advance(MINUTE);
    await test.advance(MINUTE);
    await test.advance(MINUTE);
    expect(tried).toEqual([0, MINUTE, 3 * MINUTE]);
  });

  it("the earlier of two alarms is kept", async () => {
    const { queue, activity, done, insert, advance } = open();
    await queue.start();
    queue.offer(await insert("in ten", NOON + 10 * MINUTE));
    queue.offer(await insert("in one", NOON + MINUTE));
    queue.offer(await insert("in five", NOON + 5 * MINUTE));
    await activity.idle();
    await advance(MINUTE);
    expect(done).toEqual(["in one"]);
    await advance(4 * MINUTE);
    await advance(5 * MINUTE);
    expect(done).toEqual(["in one", "in five", "in ten"]);
  });
});

describe("what an unclean stop left behind", () => {
  it("is marked before it is begun and done one at a time, so that the right one is blamed", async () => {
    const log: string[] = [];
    const test = open({
      concurrency: 3,
      recover: async (queued) => void log.push(`recover ${test.subject(queued)}`),
      async process(queued) {
        log.push(`begin ${test.subject(queued)}`);
        await new Promise(setImmediate);
        await test.remove(queued);
        log.push(`end ${test.subject(queued)}`);
        return undefined;
      },
    });
    await test.insert("old 1");
    await test.insert("old 2");
    await test.queue.start(await test.repository.highestId());
    test.queue.offer(await test.insert("new"));
    await test.activity.idle();
    expect(log.filter((line) => line.includes("old"))).toEqual([
      "recover old 1",
      "begin old 1",
      "end old 1",
      "recover old 2",
      "begin old 2",
      "end old 2",
    ]);
    expect(log.slice(-2)).toEqual(["begin new", "end new"]);
    expect(log).not.toContain("recover new");
  });
});

describe("a defect", () => {
  it("in marking an item leaves it on disk for another try", async () => {
    const failed = vi.fn();
    let times = 0;
    const test = open({
      failed,
      recover: async () => {
        times += 1;
        if (times === 1) throw new Error("the disk is full");
      },
    });
    await test.insert("a");
    await test.queue.start(await test.repository.highestId());
    await test.activity.idle();
    expect(failed).toHaveBeenCalledWith(new Error("the disk is full"));
    expect(test.done).toEqual([]);
    await test.advance(MINUTE);
    expect(test.done).toEqual(["a"]);
  });

  it("in reading the queue is told, and it is read again", async () => {
    const failed = vi.fn();
    const test = open({ failed });
    await test.insert("a");
    vi.spyOn(test.repository, "due").mockRejectedValueOnce(new Error("disk I/O error"));
    await test.queue.start();
    await test.activity.idle();
    expect(failed).toHaveBeenCalledWith(new Error("disk I/O error"));
    await test.advance(MINUTE);
    expect(test.done).toEqual(["a"]);
  });
});

describe("stop()", () => {
  it("ends what was begun and begins nothing more; the rest stays on disk", async () => {
    const held = gate();
    const test = open({
      concurrency: 1,
      async process(queued) {
        await held.opened;
        await test.remove(queued);
        test.done.push(test.subject(queued));
        return undefined;
      },
    });
    await test.insert("begun");
    await test.insert("waiting");
    await test.queue.start();
    await vi.waitFor(() => expect(test.queue.length).toBe(2));
    let stopped = false;
    const stopping = test.queue.stop().then(() => {
      stopped = true;
    });
    await new Promise(setImmediate);
    expect(stopped).toBe(false);

    held.open();
    await stopping;

    expect(test.done).toEqual(["begun"]);
    expect(test.activity.busy).toBe(false);
    const left = await test.repository.due("submission", "", NOON, 10);
    expect(left).toHaveLength(1);
  });

  it("waits for a look on disk that is under way: nobody reads a closed database", async () => {
    const test = open();
    await test.insert("a");
    const looking = gate();
    const load = test.repository.load.bind(test.repository);
    let loaded = false;
    const spy = vi.spyOn(test.repository, "load").mockImplementation(async (id) => {
      await looking.opened;
      loaded = true;
      return load(id);
    });
    await test.queue.start();
    await vi.waitFor(() => expect(spy).toHaveBeenCalled());
    const stopping = test.queue.stop().then(() => expect(loaded).toBe(true));
    looking.open();
    await stopping;
    expect(test.done).toEqual([]);
  });

  it("takes nothing that is offered later", async () => {
    const { queue, activity, done, insert } = open();
    await queue.start();
    await queue.stop();
    queue.offer(await insert("late"));
    queue.lookOnDisk();
    await activity.idle();
    expect(done).toEqual([]);
  });
});

it("is busy from the offer of an item to its end", async () => {
  const held = gate();
  const test = open({
    async process(queued) {
      await held.opened;
      await test.remove(queued);
      return undefined;
    },
  });
  await test.queue.start();
  await test.activity.idle();
  test.queue.offer(await test.insert("a"));
  expect(test.activity.busy).toBe(true);
  held.open();
  await test.activity.idle();
  expect(test.queue.length).toBe(0);
});
