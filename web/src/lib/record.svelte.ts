// Whether the record is shown on the charts. A class bets first, so with a lesson it begins hidden.

export const record = $state({ shown: false });
