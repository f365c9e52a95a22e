// RFC 9113, 7, in the order of their numbers.
const NAMES = [
  ...['NO_ERROR', 'PROTOCOL_ERROR', 'INTERNAL_ERROR', 'FLOW_CONTROL_ERROR', 'SETTINGS_TIMEOUT'],
  ...['STREAM_CLOSED', 'FRAME_SIZE_ERROR', 'REFUSED_STREAM', 'CANCEL', 'COMPRESSION_ERROR'],
  ...['CONNECT_ERROR', 'ENHANCE_YOUR_CALM', 'INADEQUATE_SECURITY', 'HTTP_1_1_REQUIRED'],
];

/** HTTP/2's name of the error code in RST_STREAM and GOAWAY: "ENHANCE_YOUR_CALM". */
export function http2ErrorName(code: number): string {
  return NAMES[code] ?? `error ${code}`;
}
