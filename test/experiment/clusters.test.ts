import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { parseAllDocuments } from "yaml";
import { inCheckout, venvPython } from "../../dist/files/checkout";

const folder = inCheckout("src/experiment/clusters");

interface Container {
  args: string[];
  image: string;
}

interface Resource {
  apiVersion: string;
  kind: string;
  metadata: { name: string };
  spec: {
    cluster?: string;
    minimum?: number;
    maximum?: number;
    worker?: { replicas: number; spec: { containers: Container[] } };
    scheduler?: { spec: { containers: Container[] }; service: { ports: { port: number }[] } };
  };
}

test("the objects for Kubernetes are a cluster whose workers take a run at a time, and its autoscaler", () => {
  const documents = parseAllDocuments(readFileSync(`${folder}/kubernetes.yaml`, "utf8"));
  const [cluster, autoscaler] = documents.map((one) => one.toJS() as Resource);
  assert.deepEqual([cluster.kind, autoscaler.kind], ["DaskCluster", "DaskAutoscaler"]);
  for (const { apiVersion } of [cluster, autoscaler]) assert.equal(apiVersion, "kubernetes.dask.org/v1");
  assert.equal(autoscaler.spec.cluster, cluster.metadata.name);
  assert.ok(Number(autoscaler.spec.minimum) <= Number(autoscaler.spec.maximum));
  const [worker] = cluster.spec.worker?.spec.containers ?? [];
  assert.deepEqual(worker.args.slice(1, 4), ["-m", "dask", "worker"]);
  assert.deepEqual(worker.args.slice(-2), ["--nthreads", "1"]);
  assert.deepEqual(cluster.spec.scheduler?.service.ports.map(({ port }) => port), [8786, 8787]); // prettier-ignore
});

test("the program for SLURM is Python that can be compiled, and knows where the checkout is", () => {
  const code = "import ast, sys; t = ast.parse(open(sys.argv[1]).read()); print(ast.get_docstring(t).splitlines()[0])"; // prettier-ignore
  const { status, stdout, stderr } = spawnSync(venvPython, ["-c", code, `${folder}/slurm.py`], { encoding: "utf8" }); // prettier-ignore
  assert.equal(status, 0, stderr);
  assert.match(stdout, /^A Dask cluster on SLURM/);
  assert.match(readFileSync(`${folder}/slurm.py`, "utf8"), /resolve\(\)\.parents\[3\]/); // src/experiment/clusters/slurm.py
});
