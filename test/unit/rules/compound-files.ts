// Compound files as older Office programs write them: FAT, directory, small streams in the stream of the root. [MS-CFB]
const SECTOR = 512;
const MINI = 64;
const CUTOFF = 4096;
const END = 0xfffffffe;
const FREE = 0xffffffff;

export interface CompoundOptions {
  /** Sectors of nothing in front, so that no stream begins where the file does. */
  readonly padding?: number;
}

/** Up to 120 sectors. */
export function compoundFileOf(
  streams: Readonly<Record<string, Buffer>>,
  { padding = 0 }: CompoundOptions = {},
): Buffer {
  const fat: number[] = [0xfffffffd];
  const sectors: Buffer[] = [Buffer.alloc(SECTOR)];
  /** Number of the first sector. */
  const add = (bytes: Buffer): number => {
    const first = sectors.length;
    const count = Math.ceil(bytes.length / SECTOR);
    for (let index = 0; index < count; index += 1) {
      const sector = Buffer.alloc(SECTOR);
      bytes.copy(sector, 0, index * SECTOR, (index + 1) * SECTOR);
      sectors.push(sector);
      fat.push(index === count - 1 ? END : first + index + 1);
    }
    return count === 0 ? END : first;
  };
  add(Buffer.alloc(padding * SECTOR));
  const miniFat: number[] = [];
  const minis: Buffer[] = [];
  const starts = Object.entries(streams).map(([name, bytes]) => {
    if (bytes.length >= CUTOFF) return { name, size: bytes.length, start: add(bytes) };
    const first = miniFat.length;
    const count = Math.max(1, Math.ceil(bytes.length / MINI));
    for (let index = 0; index < count; index += 1) miniFat.push(index === count - 1 ? END : first + index + 1);
    minis.push(Buffer.concat([bytes, Buffer.alloc(count * MINI - bytes.length)]));
    return { name, size: bytes.length, start: first };
  });
  const container = Buffer.concat(minis);
  const containerAt = add(container);
  const miniFatAt = add(numbers(miniFat));
  const root = entry("Root Entry", 5, containerAt, container.length);
  const directoryAt = add(Buffer.concat([root, ...starts.map((one) => entry(one.name, 2, one.start, one.size))]));
  const table = numbers(fat);
  table.copy(sectors[0] as Buffer);
  (sectors[0] as Buffer).fill(0xff, table.length);
  return Buffer.concat([header(directoryAt, miniFat.length > 0 ? miniFatAt : END), ...sectors]);
}

function header(directoryAt: number, miniFatAt: number): Buffer {
  const bytes = Buffer.alloc(SECTOR);
  bytes.write("d0cf11e0a1b11ae1", "hex");
  bytes.writeUInt16LE(0x3e, 0x18);
  bytes.writeUInt16LE(3, 0x1a);
  bytes.writeUInt16LE(0xfffe, 0x1c);
  bytes.writeUInt16LE(9, 0x1e);
  bytes.writeUInt16LE(6, 0x20);
  bytes.writeUInt32LE(1, 0x2c);
  bytes.writeUInt32LE(directoryAt, 0x30);
  bytes.writeUInt32LE(CUTOFF, 0x38);
  bytes.writeUInt32LE(miniFatAt, 0x3c);
  bytes.writeUInt32LE(END, 0x44);
  for (let index = 0; index < 109; index += 1) bytes.writeUInt32LE(index === 0 ? 0 : FREE, 0x4c + index * 4);
  return bytes;
}

function entry(name: string, kind: number, start: number, size: number): Buffer {
  const bytes = Buffer.alloc(128);
  bytes.write(name, "utf16le");
  bytes.writeUInt16LE((name.length + 1) * 2, 64);
  bytes.writeUInt8(kind, 66);
  for (const at of [68, 72, 76]) bytes.writeUInt32LE(FREE, at);
  bytes.writeUInt32LE(start, 116);
  bytes.writeUInt32LE(size, 120);
  return bytes;
}

function numbers(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value, index * 4);
  return bytes;
}
