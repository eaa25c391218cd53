/** The name of a setting as it is read: `stepSize` is step size. */
export const settingWords = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
