import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { deflateRawSync } from "node:zlib";

/** Answers one request. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A server on this machine that gives each request the next answer, and the last one to all further requests. */
export interface ArchiveServer {
  readonly address: string;
  readonly requests: IncomingMessage[];
  /** Closes every connection, in the middle of whatever it is sending. */
  cut(): void;
  close(): void;
}

export async function archiveServer(...answers: Answer[]): Promise<ArchiveServer> {
  const requests: IncomingMessage[] = [];
  const server: Server = createServer((request, response) => {
    requests.push(request);
    answers[Math.min(requests.length, answers.length) - 1](request, response);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  const cut = (): void => server.closeAllConnections();
  const close = (): void => {
    cut();
    server.close();
  };
  return { address: `http://127.0.0.1:${port}/archive.zip`, requests, cut, close };
}

/** Sends the file, or the range of it that the request asks for if it knows the right ETag. */
export function sends(file: Buffer, etag = '"one"'): Answer {
  return (request, response) => {
    const range = /^bytes=(\d+)-$/.exec(request.headers.range ?? "");
    const start = range && request.headers["if-range"] === etag ? Number(range[1]) : 0;
    const headers = { etag, "content-length": file.length - start };
    if (start === 0) return void response.writeHead(200, headers).end(file);
    if (start === file.length)
      return void response.writeHead(416, { "content-range": `bytes */${start}` }).end();
    const part = { ...headers, "content-range": `bytes ${start}-${file.length - 1}/${file.length}` };
    response.writeHead(206, part).end(file.subarray(start));
  };
}

/** Sends the first half of the file as `sends` does, and then nothing until `cut` closes the connection. */
export function sendsHalf(file: Buffer, etag = '"one"'): Answer {
  return (_, response) => {
    response.writeHead(200, { etag, "content-length": file.length });
    response.write(file.subarray(0, file.length / 2));
  };
}

/** Answers with a status alone. */
export function says(status: number): Answer {
  return (_, response) => void response.writeHead(status).end();
}

/** A zip archive of deflated files; `claimed` is the size that it states for each. Checksums are left at 0. */
export function createZip(files: Record<string, Buffer>, claimed?: number): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, bytes] of Object.entries(files)) {
    const packed = deflateRawSync(bytes);
    const fields = Buffer.alloc(26); // from "version needed" to "length of extra field", the same in both headers
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4); // deflated
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(claimed ?? bytes.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), fields, Buffer.from(name), packed]);
    directory.push(Buffer.from("PK\x01\x02\x14\x00"), fields, place, Buffer.from(name));
    locals.push(local);
    offset += local.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(locals.length, 4);
  end.writeUInt16LE(locals.length, 6);
  end.writeUInt32LE(Buffer.concat(directory).length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, ...directory, Buffer.from("PK\x05\x06"), end]);
}
