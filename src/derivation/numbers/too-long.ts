/** A value that takes too many steps, such as sums within sums within sums. */
export class TooLong extends Error {}
