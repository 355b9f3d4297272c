/**
 * Loss series outside React: typed arrays that are appended to many times a second and drawn by
 * the charts. Memory is flat however long the run is: each time the buffer fills up, neighbouring
 * entries are merged two by two (mean, and least and greatest), and from then on an entry covers
 * twice as many steps. The first and the last step always keep an entry of their own.
 */

/** Values of one step or of the merged neighbours. */
export interface SeriesPoint {
  step: number;
  mean: number;
  min: number;
  max: number;
}
