import { Neighbours } from "../../vectors/neighbours";
import { readVectors } from "../../vectors/read-vectors";
import { cpuAndWall } from "../cpu-and-wall";

/** Finds the nearest words of the first words of a file; prints the seconds as one line of JSON. */
async function main([file, queries, k]: string[]): Promise<void> {
  const { vectors } = await readVectors(file, "float32");
  const made = cpuAndWall(() => new Neighbours(vectors));
  const ids = Array.from({ length: Number(queries) }, (_, id) => id);
  const found = cpuAndWall(() => made.value.nearest(ids, Number(k)));
  const cosines = found.value.map((neighbours) => neighbours.map(({ cosine }) => cosine));
  console.log(JSON.stringify({ index: made.seconds, search: found.seconds, cosines }));
}

void main(process.argv.slice(2));
