/** What a round has measured, by the names of `METRICS`; a load tells `messages` too, their number. */
export type Figures = Readonly<Record<string, number>>;
