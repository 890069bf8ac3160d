// Streams of a compound file, the form of older Office files: as much of each as is asked for. [MS-CFB] §2
const END_OF_CHAIN = 0xfffffffa;
/** FAT sectors that the header itself names. [MS-CFB] §2.2 */
const IN_HEADER = 109;
const HEADER_SIZE = 512;
const ENTRY_SIZE = 128;
/** Of the directory; a file has a few dozen. */
const MOST_ENTRIES = 4096;
const KIND = { stream: 2, root: 5 } as const;

interface Entry {
  readonly name: string;
  readonly kind: number;
  readonly start: number;
  readonly size: number;
}

interface Chains {
  /** Bytes of the chain that begins in this sector. */
  read(start: number, length: number): Buffer;
}

export interface CompoundFile {
  /** The beginning of the first stream of that name in any storage; undefined where there is none. */
  stream(name: string, length: number): Buffer | undefined;
}

/** Undefined where it is none, or too damaged to name its streams. */
export function openCompoundFile(bytes: Buffer): CompoundFile | undefined {
  const shift = bytes.length < HEADER_SIZE ? 0 : bytes.readUInt16LE(0x1e);
  if (shift !== 9 && shift !== 12) return undefined;
  const sectors = chainsOf(bytes, 1 << shift, 1 << shift, fatOf(bytes, 1 << shift));
  const entries = entriesOf(sectors.read(bytes.readUInt32LE(0x30), MOST_ENTRIES * ENTRY_SIZE));
  const root = entries.find(({ kind }) => kind === KIND.root);
  if (!root) return undefined;
  const cutoff = bytes.readUInt32LE(0x38);
  return {
    stream(name, length) {
      const entry = entries.find((one) => one.kind === KIND.stream && one.name === name);
      if (!entry) return undefined;
      const wanted = Math.min(entry.size, length);
      return entry.size >= cutoff ? sectors.read(entry.start, wanted) : small(entry.start, wanted);
    },
  };

  /** What is shorter than a sector's worth lies in a stream of the root's own. [MS-CFB] §2.4 */
  function small(start: number, length: number): Buffer {
    const table = sectors.read(bytes.readUInt32LE(0x3c), bytes.length);
    const container = sectors.read(root?.start ?? END_OF_CHAIN, root?.size ?? 0);
    return chainsOf(container, 1 << bytes.readUInt16LE(0x20), 0, (sector) => entryOf(table, sector)).read(
      start,
      length,
    );
  }
}

/** @param first offset of sector 0. */
function chainsOf(bytes: Buffer, size: number, first: number, next: (sector: number) => number): Chains {
  return {
    read(start, length) {
      const parts: Buffer[] = [];
      let left = length;
      // A chain that runs in a circle ends with the file's length.
      const most = Math.ceil(bytes.length / size);
      for (let sector = start; sector < END_OF_CHAIN && left > 0 && parts.length < most; sector = next(sector)) {
        const at = first + sector * size;
        const part = bytes.subarray(at, at + Math.min(size, left));
        parts.push(part);
        left -= size;
      }
      return Buffer.concat(parts);
    },
  };
}

/** The sector behind each sector. [MS-CFB] §2.3 */
function fatOf(bytes: Buffer, size: number): (sector: number) => number {
  const perSector = size / 4;
  const tables = Array.from({ length: IN_HEADER }, (_, index) => bytes.readUInt32LE(0x4c + index * 4));
  let more = bytes.readUInt32LE(0x44);
  // [MS-CFB] §2.5: the last number of each further sector names the next.
  for (let count = 0; more < END_OF_CHAIN && count < bytes.length / size; count += 1) {
    const sector = bytes.subarray((more + 1) * size, (more + 2) * size);
    for (let index = 0; index < perSector - 1; index += 1) tables.push(entryOf(sector, index));
    more = entryOf(sector, perSector - 1);
  }
  return (sector) => {
    const table = tables[Math.floor(sector / perSector)] ?? END_OF_CHAIN;
    if (table >= END_OF_CHAIN) return END_OF_CHAIN;
    const at = (table + 1) * size;
    return entryOf(bytes.subarray(at, at + size), sector % perSector);
  };
}

function entryOf(table: Buffer, index: number): number {
  return index * 4 + 4 <= table.length ? table.readUInt32LE(index * 4) : END_OF_CHAIN;
}

/** [MS-CFB] §2.6 */
function entriesOf(directory: Buffer): Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; at + ENTRY_SIZE <= directory.length; at += ENTRY_SIZE) {
    const nameLength = Math.min(64, Math.max(0, directory.readUInt16LE(at + 64) - 2));
    entries.push({
      name: directory.toString("utf16le", at, at + nameLength),
      kind: directory.readUInt8(at + 66),
      start: directory.readUInt32LE(at + 116),
      size: directory.readUInt32LE(at + 120),
    });
  }
  return entries;
}
