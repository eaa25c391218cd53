import { position } from "../latex/malformed";
import type { Evidence, Inference, SectionInference } from "./inference";

/**
 * What was assumed, as lines that can be pasted where a section begins, with the questions that are open and the
 * places that contradict an assumption; empty if nothing was assumed.
 */
export function inferenceText({ sections }: Inference): string {
  return sections.filter(saysSomething).flatMap(sectionText).join("\n");
}

const saysSomething = ({ assumed, questions, contradictions }: SectionInference): boolean =>
  assumed.length + questions.length + contradictions.length > 0;

function sectionText(section: SectionInference): string[] {
  const place = (at: number): string => {
    if (!section.source) return "";
    const { line, column } = position(section.source.text, at);
    return `${section.source.file}:${line}:${column}`;
  };
  const width = Math.max(0, ...section.assumed.map(({ line }) => line.length));
  return [
    `${place(section.at)}: assumed from here on`,
    ...(section.forget ? ["    %% forget"] : []),
    ...section.assumed.map(
      ({ line, evidence }) => `    %% ${line.padEnd(width)}   ${evidenceText(evidence, place)}`,
    ),
    ...section.questions.flatMap(({ name, at, readings: [taken, ...others] }) => [
      `${place(at)}: what is ${name}? taken: ${taken.line} (${taken.because})`,
      ...others.map(({ line, because }) => `    or %% ${line}   (${because})`),
    ]),
    ...section.contradictions.map(
      ({ line, at, says }) => `${place(at)}: this does not fit what is assumed, ${line}: ${says}`,
    ),
  ];
}

function evidenceText({ from, at, says }: Evidence, place: (at: number) => string): string {
  if (from === "preset") return says;
  return at === undefined ? says : `${place(at)}: ${says}`;
}
