/**
 * One set-up at a time in a checkout, however a set-up ends.
 *
 * Who works leaves a claim, an empty file named `<pid>-<start time>`, in .cache/set-up/. To work, a
 * process first leaves its claim and only then looks for others; seeing a living one, it takes its
 * claim back and waits. Of two processes the later to look sees the other's claim, so both never
 * work at once. A claim whose process is gone counts for nothing: kill -9 needs no tidying up. The
 * programs that a set-up runs leave claims too, because they may outlive a set-up that was killed.
 */
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { say } from "./messages.mjs";
import { cache } from "./paths.mjs";
import { throwIfStopped } from "./stopping.mjs";

const folder = path.join(cache, "set-up");

/** Runs `work` while no other process works on this checkout's set-up. */
export async function withLock(work) {
  const mine = nameClaim(process.pid);
  for (let told = false; ; told = true) {
    leave(mine);
    const other = livingClaims().find((claim) => claim !== mine);
    if (other === undefined) break;
    takeBack(mine);
    throwIfStopped();
    if (!told) say(`waiting for another set-up of this checkout (process ${other.split("-")[0]})`);
    await sleep(100 + 200 * Math.random());
  }
  try {
    return await work();
  } finally {
    takeBack(mine);
  }
}

/** Runs `work` while a child process is claimed as part of this set-up. */
export async function withClaim(child, work) {
  if (child.pid === undefined) return work();
  const claim = nameClaim(child.pid) ?? `${child.pid}-ended`;
  try {
    leave(claim);
    return await work();
  } finally {
    takeBack(claim);
  }
}

function livingClaims() {
  const claims = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
  return claims.filter((claim) => {
    const alive = nameClaim(Number(claim.split("-")[0])) === claim;
    if (!alive) takeBack(claim); // names never come back, so this cannot take a living process's claim
    return alive;
  });
}

/** The claim of a living process; undefined when there is none of that number. */
function nameClaim(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== "EPERM") return undefined; // EPERM: alive, and another user's
  }
  return `${pid}-${startTime(pid)}`;
}

/** Clock ticks from boot to the process's start, which tells it from a later one of the same number. */
function startTime(pid) {
  try {
    const fields = fs.readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").pop().split(" ");
    return fields[0] === "Z" ? "ended" : fields[19];
  } catch {
    return "unknown"; // no /proc: the number alone has to do
  }
}

function leave(claim) {
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, claim), "");
}

function takeBack(claim) {
  fs.rmSync(path.join(folder, claim), { force: true });
}
