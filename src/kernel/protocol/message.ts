/**
 * Messages of the Jupyter protocol on the wire: identities, `<IDS|MSG>`, signature, then header, parent header,
 * metadata and content as JSON.
 *
 * tslab does not export its class for messages, and does not compare signatures in constant time.
 *
 * Source: https://jupyter-client.readthedocs.io/en/stable/messaging.html#the-wire-protocol
 */
import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";

export interface Header {
  msg_id: string;
  session: string;
  username: string;
  date: string;
  msg_type: string;
  version: string;
}

export interface Message {
  identities: Buffer[];
  header: Header;
  content: Record<string, unknown>;
}

export const protocolVersion = "5.4";
/** Of messages that answer none. */
const session = randomUUID();
const delimiter = "<IDS|MSG>";

/** HMAC-SHA256 of the JSON frames in hexadecimal; empty if the connection has no key. */
function signature(key: string, frames: (Buffer | string)[]): string {
  if (key === "") return "";
  const hmac = createHmac("sha256", key);
  for (const frame of frames) hmac.update(frame);
  return hmac.digest("hex");
}

/** Parses a message. @throws Error if it was not signed with `key` */
export function parseMessage(key: string, frames: readonly Buffer[]): Message {
  const at = frames.findIndex((frame) => frame.toString() === delimiter);
  if (at < 0)
    throw new Error(`parseMessage requires the delimiter ${delimiter}, got ${frames.length} frames`);
  const signed = frames.slice(at + 2, at + 6);
  const expected = Buffer.from(signature(key, signed));
  const given = frames[at + 1];
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) {
    throw new Error(
      "parseMessage requires a signature by the key of the connection file, got another signature",
    );
  }
  const [header, , , content] = signed.map((frame) => JSON.parse(frame.toString()));
  return { identities: frames.slice(0, at), header, content };
}

/**
 * The frames of a message that answers `parent`, if it answers one.
 *
 * @param identities the receiver; on the publishing socket the topic
 */
export function messageFrames(
  key: string,
  identities: (Buffer | string)[],
  parent: Header | null,
  type: string,
  content: object,
  metadata: object = {},
): (Buffer | string)[] {
  const header: Header = {
    msg_id: randomUUID(),
    session: parent?.session ?? session,
    username: parent?.username ?? "kernel",
    date: new Date().toISOString(),
    msg_type: type,
    version: protocolVersion,
  };
  const signed = [header, parent ?? {}, metadata, content].map((part) => JSON.stringify(part));
  return [...identities, delimiter, signature(key, signed), ...signed];
}
