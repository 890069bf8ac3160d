// The engine behind every repository: one writer with group commit, one reader. docs/architecture.md "Storage".

export type SqlValue = string | number | bigint | null | Uint8Array;
export type Row = Record<string, SqlValue>;

/** A running transaction. Statements use `$1` parameters, in the subset that SQLite and PostgreSQL share. */
export interface Tx {
  /** Rows changed. */
  run(sql: string, params?: readonly SqlValue[]): Promise<number>;
  get<T = Row>(sql: string, params?: readonly SqlValue[]): Promise<T | undefined>;
  all<T = Row>(sql: string, params?: readonly SqlValue[]): Promise<T[]>;
  /** Runs once the transaction is on disk; not at all when it fails. */
  afterCommit(work: () => void): void;
}

export interface Database {
  /** What is committed, as of now. */
  get<T = Row>(sql: string, params?: readonly SqlValue[]): Promise<T | undefined>;
  all<T = Row>(sql: string, params?: readonly SqlValue[]): Promise<T[]>;
  /**
   * Runs `work` in the transaction of this event-loop turn and resolves after its COMMIT.
   * `work` must await nothing but `tx`; one that throws is undone alone, the rest of the batch goes on.
   * @throws DatabaseFullError when the disk is full: the whole batch is undone.
   */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export class DatabaseFullError extends Error {
  override readonly name = "DatabaseFullError";
}

/** A data folder that can't be used; the message says why and what to do. */
export class DataFolderError extends Error {
  override readonly name = "DataFolderError";
}
