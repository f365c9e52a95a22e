// The pieces of RFC 9110 and 9112 that heads and chunks share.
const TOKEN = "[!#$%&'*+\\-.^_`|~\\dA-Za-z]+";
const TEXT = '[\\t\\x20-\\x7e\\x80-\\xff]*';
const QUOTED = '"[\\t\\x20\\x21\\x23-\\x5b\\x5d-\\x7e\\x80-\\xff]*"';

/** 1: the minor version, 2: the status. */
export const STATUS_LINE = new RegExp(`^HTTP/1\\.([01]) ([1-9]\\d\\d)(?: ${TEXT})?$`);
/** 1: the name, 2: the value with the white space around it. */
export const FIELD_LINE = new RegExp(`^(${TOKEN}):(${TEXT})$`);
/** 1: a chunk's size in hexadecimal digits. */
export const CHUNK_LINE = new RegExp(
  `^([\\da-fA-F]{1,8})(?:;${TOKEN}(?:=(?:${TOKEN}|${QUOTED}))?)*$`,
);
