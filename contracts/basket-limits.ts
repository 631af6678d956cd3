// Apart from the basket's schemas: the browser counts with these on every page and checks none of those.

/** Pieces of one variant in a basket. */
export const cartLineLimit = 20
/** Different lines (variants and slots) in a basket. */
export const cartLinesLimit = 40
