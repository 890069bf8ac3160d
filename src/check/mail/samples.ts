// Files that cases attach: small, and the same every time.
import { crc32, deflateSync } from "node:zlib";

/** Every value of a byte, in order and backwards, and the pairs that line-minded programs change. */
export function everyByte(): Buffer {
  const up = Buffer.from(Array.from({ length: 256 }, (_, value) => value));
  const lineEnds = Buffer.from("\r\n\n\r\r\n\0\x1a\r\n.\r\n\n", "latin1");
  return Buffer.concat([up, lineEnds, Buffer.from(up).reverse(), lineEnds]);
}

/** A picture of one colour, 8 by 8. */
export function png(): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(8, 0);
  header.writeUInt32BE(8, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(24, 0x40)]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: 8 }, () => row)));
  const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", pixels), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A document that is no program's, but long enough to be told from noise. */
export function document(bytes: number): Buffer {
  const content = Buffer.alloc(bytes);
  let state = 1;
  // A linear congruential generator: bytes that no program takes for text.
  for (let at = 0; at < bytes; at += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    content[at] = state >>> 24;
  }
  return content;
}
