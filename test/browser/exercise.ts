import assert from "node:assert/strict";
import { test } from "node:test";
import { solutions } from "../course/solutions";
import { NotebookView } from "./notebook-view";
import { openPage, session, skip } from "./session";

/* A student in JupyterLab: writes a function wrong, reads what is said, and mends it. */

/** Puts a function in the place of the stub in its cell; the check below it stays. */
const written = (own: string) => (source: string) => own + source.slice(source.indexOf("\n}\n") + 2);

test(
  "a student writes functions in JupyterLab, and is told what is wrong until they are right",
  { skip },
  async () => {
    await openPage();
    const view = await NotebookView.open(session.lab, session.page, "exercises/implement-word2vec");
    const says = async (id: string, own: string): Promise<string> => {
      await view.edit(id, written(own));
      await view.run(id);
      await view.idle();
      return view.shown(id);
    };
    await view.run("imports");
    await view.run("sigmoid"); // as it is handed out
    await view.idle();
    assert.match(await view.shown("sigmoid"), /0 of 2 checks passed/);
    assert.match(await view.shown("sigmoid"), /your function fails: write me/);
    const falling = solutions.sigmoid.replace("Math.exp(-x)", "Math.exp(x)");
    assert.match(
      await says("sigmoid", falling),
      /it falls where it should rise: which sign has x in the exponent\?/,
    );
    assert.match(await says("sigmoid", solutions.sigmoid), /2 of 2 checks passed/);
    const slope = "sigmoid(score) - (came ? 1 : 0)";
    assert.ok(solutions.negativeSampling.includes(slope));
    const pulled = solutions.negativeSampling.replace(slope, "came ? sigmoid(score) - 1 : -sigmoid(score)");
    assert.match(await says("negative-sampling", pulled), /the drawn words have slope −σ/);
    assert.match(await says("negative-sampling", solutions.negativeSampling), /(\d) of \1 checks passed/);
    assert.deepEqual(session.trouble, []);
    await view.close();
  },
);
