import { firstSettings, pageSettings, type PageSetting } from "../../settings/page-settings";
import { settingWords } from "../../settings/setting-words";
import { describeAllowed, parseSetting } from "../../settings/settings";
import { settingTable, type AssignmentSettings, type SettingValue } from "../../settings/table";
import { element } from "../element";

type Field = HTMLInputElement | HTMLSelectElement;

/** A value that is refused, with the field in which it stands. */
export class RefusedSetting extends RangeError {
  constructor(
    message: string,
    readonly field: HTMLElement,
  ) {
    super(message);
  }
}

/** The settings of the chapter as fields, with the ranges of the settings table. */
export class SettingsForm {
  readonly form = element("div", { class: "settings" });
  private readonly fields = new Map<PageSetting, Field>();

  /** @param start the settings of the chapter; those without a field stay so */
  constructor(private readonly start: AssignmentSettings) {
    const rows = pageSettings.map((name) => this.makeRow(name));
    const more = element("details", {}, element("summary", {}, "More settings"));
    more.append(element("div", { class: "fields" }, ...rows.slice(firstSettings)));
    this.form.append(element("div", { class: "fields" }, ...rows.slice(0, firstSettings)), more);
  }

  /** @throws RefusedSetting with what is allowed */
  read(): AssignmentSettings {
    const values = [...this.fields].map(([name, field]) => [name, readField(name, field)]);
    return { ...this.start, ...Object.fromEntries(values) } as AssignmentSettings;
  }

  /** What of some settings is not as in the chapter, in words. */
  describe(settings: AssignmentSettings): string {
    const other = pageSettings.filter((name) => settings[name] !== this.start[name]);
    if (other.length === 0) return "the chapter's settings";
    return other.map((name) => `${settingWords(name)} ${String(settings[name])}`).join(", ");
  }

  private makeRow(name: PageSetting): HTMLElement {
    const setting = settingTable[name];
    const id = `train-${name}`;
    const field = makeField(name, this.start[name]);
    field.id = id;
    field.setAttribute("aria-describedby", `${id}-range`);
    this.fields.set(name, field);
    const label = element(
      "label",
      { for: id, title: setting.meaning.replace(/`/g, "") },
      capital(settingWords(name)),
    );
    const range = element(
      "small",
      { id: `${id}-range` },
      setting.kind === "choice" ? "" : describeAllowed(setting),
    );
    return element("div", { class: "field" }, label, field, range);
  }
}

function makeField(name: PageSetting, value: SettingValue): Field {
  const setting = settingTable[name];
  if (setting.kind === "switch") {
    const box = element("input", { type: "checkbox" });
    box.checked = value === true;
    return box;
  }
  if (setting.kind !== "choice")
    return element("input", { value: String(value), inputmode: setting.kind === "integer" ? "numeric" : "decimal", spellcheck: "false" }); // prettier-ignore
  const choices = setting.choices.map((choice) =>
    element("option", { value: choice }, choice.replace("-", " ")),
  );
  const list = element("select", {}, ...choices);
  list.value = String(value);
  return list;
}

function readField(name: PageSetting, field: Field): SettingValue {
  try {
    const isBox = field instanceof HTMLInputElement && field.type === "checkbox";
    const value = parseSetting(name, isBox ? String(field.checked) : field.value);
    field.removeAttribute("aria-invalid");
    return value;
  } catch (error) {
    field.setAttribute("aria-invalid", "true");
    throw new RefusedSetting(error instanceof Error ? error.message : String(error), field);
  }
}

const capital = (text: string): string => text[0].toUpperCase() + text.slice(1);
