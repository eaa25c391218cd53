/** Thrown where a proof cannot go on: out of steps, too large, or a part is undefined. It never means "wrong". */
export class Undecided extends Error {}
