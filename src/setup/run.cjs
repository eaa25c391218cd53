/**
 * The door of every npm script: `node src/setup/run.cjs start`, `... test`, `... train --json`.
 *
 * It refuses a Node that is too old, then hands over to commands.mjs. This file is CommonJS and
 * in the syntax of 2017, so that an old Node reads it and prints the refusal instead of a SyntaxError.
 */
"use strict";

var oldest = [20, 19];
var found = process.versions.node.split(".").map(Number);

if (found[0] < oldest[0] || (found[0] === oldest[0] && found[1] < oldest[1])) {
  console.error(
    "word2vec-notebooks needs Node " +
      oldest.join(".") +
      " or newer, this is " +
      process.versions.node +
      "\nInstall a newer one from https://nodejs.org (or: nvm install 24) and run the command again",
  );
  process.exit(1);
} else {
  import("./commands.mjs").then(function (commands) {
    return commands.main(process.argv.slice(2));
  });
}
