/** What keeps the comparison from being made at all; the message is for the user. */
export class CannotCompare extends Error {}
