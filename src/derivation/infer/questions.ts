import { declarationLines } from "../declare/declaration-lines";
import { print } from "../latex/printer";
import type { FoundSection } from "./infer-section";
import type { Question } from "./inference";
import { plainName } from "./presets/features";
import type { Option } from "./readings";
import type { Section } from "./section";
import { usesIn } from "./uses";

/** How much more unusual a second reading may be to be asked about. */
const near = 0.5;

/** The names of which two readings remain: both fit every line as well, and neither is much more usual. */
export function listQuestions(section: Section, found: FoundSection): Question[] {
  const { use } = found;
  const uses = usesIn(section.equations);
  const byUse = [...use.options].flatMap(([name, options]): Question[] => {
    const chosen = use.choice.readings.get(name);
    const taken = found.lines.find(({ names }) => names.includes(name));
    const at = uses.names.get(name)?.[0]?.at ?? section.at;
    for (const option of options) {
      if (option.reading === chosen || !taken) continue;
      const { declared, more } = use.otherwise(name, option);
      const line = declarationLines(declared, undefined, found.sets).find(({ names }) =>
        names.includes(name),
      )?.line;
      if (line === undefined || line === taken.line || more > near) continue;
      return [
        {
          name,
          at,
          readings: [
            { line: taken.line, because: "more usual" },
            { line, because: explainReading(option) },
          ],
        },
      ];
    }
    return [];
  });
  return [...byUse, ...drawQuestions(section, found)];
}

function explainReading({ reading }: Option): string {
  const kind = reading.way === "slices" ? `a ${reading.side} of ${reading.of}` : `a ${reading.kind}`;
  return `every line fits with it as ${kind}, too`;
}

/** Whether drawn words may repeat matters to a gradient by one of them; a preset takes the usual answer. */
function drawQuestions(section: Section, found: FoundSection): Question[] {
  const taken = found.lines.find(({ line }) => line.includes(", distinct"));
  const said = section.prose.some(({ text }) => /distinct|without replacement|\\notin|repeat/.test(text));
  const derivative = [...usesIn(section.equations).names.values()]
    .flat()
    .find(({ symbol, by }) => by && (symbol.name === "u" || symbol.indices?.some(({ at }) => at)));
  if (!taken || said || !derivative) return [];
  const free = taken.line.replace(/, distinct.*$/, "");
  return [
    {
      name: taken.line.split(" ", 1)[0],
      at: derivative.at,
      readings: [
        {
          line: taken.line,
          because:
            taken.evidence.from === "preset"
              ? "the drawn words differ from each other and from o, as the assignment says first"
              : "what is drawn differs",
        },
        {
          line: free,
          because: `a word may be drawn twice; then \`\\frac{\\partial J}{\\partial ${plainName(print(derivative.symbol))}}\` counts each draw`,
        },
      ],
    },
  ];
}
