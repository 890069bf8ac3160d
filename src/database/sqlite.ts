// SQLite as the engine: WAL, synchronous=FULL, one commit per event-loop turn.
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { type Database, DatabaseFullError, DataFolderError, type SqlValue, type Tx } from "./database.ts";
import { migrate } from "./migrations.ts";

/** One turn of the loop writes no longer than this before it commits, milliseconds. */
const BATCH_BUDGET_MS = 15;

interface Job {
  work: (tx: Tx) => Promise<unknown>;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

interface Finished {
  job: Job;
  value: unknown;
  afterCommit: (() => void)[];
}

export interface SqliteOptions {
  /** false gives up the promise that a 250 is on disk (`--ephemeral`). */
  readonly durable: boolean;
  /** Told of every commit: writes in it, and milliseconds from BEGIN to its end. */
  readonly committed?: (writes: number, ms: number) => void;
  readonly commitFailed?: () => void;
}

export function openSqlite(file: string, options: SqliteOptions): Database {
  const writer = openWriter(file, options.durable);
  const reader = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
  // SQLite folds A to Z only; PostgreSQL's lower() knows all letters, and so does whoever looks for a subject.
  reader.function("lower", { deterministic: true }, (text) => (typeof text === "string" ? text.toLowerCase() : text));
  const write = statements(writer);
  const read = statements(reader);

  let jobs: Job[] = [];
  let running: Promise<void> | undefined;
  let closed = false;

  const schedule = () => {
    running ??= new Promise((resolve) => setImmediate(resolve)).then(flush).finally(() => {
      running = undefined;
      if (jobs.length > 0) schedule();
    });
  };

  async function flush(): Promise<void> {
    const batch = jobs;
    jobs = [];
    const finished: Finished[] = [];
    const startedAt = performance.now();
    try {
      write.run("BEGIN IMMEDIATE");
      while (batch.length > 0 && performance.now() - startedAt < BATCH_BUDGET_MS) {
        const job = batch.shift() as Job;
        const outcome = await runJob(job);
        if (outcome) finished.push(outcome);
        if (!writer.isTransaction)
          throw new DatabaseFullError("The transaction was ended by the engine: is the disk full?");
      }
      jobs = [...batch, ...jobs];
      write.run("COMMIT");
    } catch (error) {
      for (const { job } of finished) job.reject(asFull(error));
      for (const job of batch) job.reject(asFull(error));
      jobs = jobs.filter((job) => !batch.includes(job));
      if (writer.isTransaction) write.run("ROLLBACK");
      options.commitFailed?.();
      return;
    }
    options.committed?.(finished.length, performance.now() - startedAt);
    for (const { job, value, afterCommit } of finished) {
      job.resolve(value);
      for (const work of afterCommit) work();
    }
  }

  /** One closure in its savepoint. What is not settled once the microtasks are done awaited something other than tx. */
  async function runJob(job: Job): Promise<Finished | undefined> {
    const afterCommit: (() => void)[] = [];
    let usable = true;
    const tx = transaction(write, afterCommit, () => usable);
    write.run("SAVEPOINT job");
    let state: "pending" | "done" | "failed" = "pending";
    let value: unknown;
    // A closure that throws before it gives a promise fails like any other.
    new Promise((resolve) => resolve(job.work(tx))).then(
      (result) => {
        state = "done";
        value = result;
      },
      (error: unknown) => {
        state = "failed";
        value = error;
      },
    );
    await microtasksDone();
    usable = false;
    if ((state as string) === "done") {
      // A full disk ends the transaction even if the closure made nothing of the error: then the batch fails as a whole.
      if (writer.isTransaction) write.run("RELEASE job");
      return { job, value, afterCommit };
    }
    if (writer.isTransaction) write.run("ROLLBACK TO job");
    if (writer.isTransaction) write.run("RELEASE job");
    job.reject(
      (state as string) === "failed"
        ? asFull(value)
        : new Error(`A write awaited something other than its transaction and was undone: ${describe(job.work)}`),
    );
    return undefined;
  }

  return {
    get: async (sql, params) => read.get(sql, params) as never,
    all: async (sql, params) => read.all(sql, params) as never,
    write(work) {
      if (closed) return Promise.reject(new Error("The database is closed"));
      return new Promise((resolve, reject) => {
        jobs.push({ work, resolve: resolve as (value: unknown) => void, reject });
        schedule();
      });
    },
    async close() {
      closed = true;
      while (running) await running;
      reader.close();
      writer.exec("PRAGMA wal_checkpoint(TRUNCATE)");
      writer.close();
    },
  };
}

function openWriter(file: string, durable: boolean): DatabaseSync {
  const writer = new DatabaseSync(file, { timeout: 5000 });
  try {
    // First of all: making the file waits for the disk as well.
    writer.exec(`PRAGMA synchronous = ${durable ? "FULL" : "OFF"}; PRAGMA cache_size = -16000;`);
    writer.exec("PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL;");
    // What savepoints undo with is then kept in memory, not in a temporary file: three of four writes went there.
    writer.exec("PRAGMA temp_store = MEMORY");
    migrate(writer, file);
    return writer;
  } catch (error) {
    writer.close();
    if (!UNREADABLE.has((error as { errcode?: number }).errcode ?? 0)) throw error;
    throw new DataFolderError(
      `${file} is not a database of recall-sandbox, or it is damaged (${(error as Error).message}). ` +
        "Move the folder away, or use another with --data.",
    );
  }
}

/** SQLITE_CORRUPT and SQLITE_NOTADB. */
const UNREADABLE = new Set([11, 26]);

interface Statements {
  run(sql: string, params?: readonly SqlValue[]): number;
  get(sql: string, params?: readonly SqlValue[]): unknown;
  all(sql: string, params?: readonly SqlValue[]): unknown[];
}

/** Each text is prepared once, with its parameters in the order of a plain `?`: binding by name costs three times as much. */
function statements(db: DatabaseSync): Statements {
  const prepared = new Map<string, { statement: StatementSync; order: readonly number[] }>();
  const prepare = (sql: string) => {
    let found = prepared.get(sql);
    if (!found) {
      const order: number[] = [];
      const text = sql.replace(/\$(\d+)/g, (_, number) => {
        order.push(Number(number) - 1);
        return "?";
      });
      found = { statement: db.prepare(text), order };
      prepared.set(sql, found);
    }
    return found;
  };
  const none: readonly SqlValue[] = [];
  const values = (order: readonly number[], params: readonly SqlValue[]) => order.map((index) => params[index] ?? null);
  return {
    run: (sql, params = none) => {
      const { statement, order } = prepare(sql);
      return Number(statement.run(...values(order, params)).changes);
    },
    get: (sql, params = none) => {
      const { statement, order } = prepare(sql);
      return statement.get(...values(order, params));
    },
    all: (sql, params = none) => {
      const { statement, order } = prepare(sql);
      return statement.all(...values(order, params));
    },
  };
}

function transaction(write: Statements, afterCommit: (() => void)[], usable: () => boolean): Tx {
  const guarded = async <T>(work: () => T): Promise<T> => {
    if (!usable()) throw new Error("This transaction has ended: a write must not keep its tx");
    return work();
  };
  return {
    run: (sql, params) => guarded(() => write.run(sql, params)),
    get: (sql, params) => guarded(() => write.get(sql, params) as never),
    all: (sql, params) => guarded(() => write.all(sql, params) as never),
    afterCommit: (work) => {
      afterCommit.push(work);
    },
  };
}

/** The tick queue runs only once no microtask is left. */
const microtasksDone = () => new Promise<void>((resolve) => process.nextTick(resolve));

function asFull(error: unknown): unknown {
  const code = (error as { errcode?: number }).errcode;
  return code === 13 ? new DatabaseFullError("The disk of the data folder is full", { cause: error }) : error;
}

function describe(work: (tx: Tx) => Promise<unknown>): string {
  return work.name || work.toString().replace(/\s+/g, " ").slice(0, 120);
}
