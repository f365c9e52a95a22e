const TYPES = { DATA: 0, HEADERS: 1, RST_STREAM: 3, SETTINGS: 4, GOAWAY: 7 };

/** The bytes of an HTTP/2 frame (RFC 9113, 4.1). */
export function http2Frame(
  type: keyof typeof TYPES,
  flags: number,
  stream: number,
  payload: Uint8Array | number[] = [],
): Buffer {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head.writeUInt8(TYPES[type], 3);
  head.writeUInt8(flags, 4);
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, Uint8Array.from(payload)]);
}
