/** The list with `one` at its end, or without it: what a box that is ticked or cleared makes of it. */
export const withOrWithout = <One>(list: readonly One[], one: One, isIn: boolean): One[] =>
  isIn ? [...list, one] : list.filter((other) => other !== one)
