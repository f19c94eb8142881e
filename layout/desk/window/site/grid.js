// Cells of the page's grid in points of the sheet, and points in cells.

import { desk } from "./store.js";
import { clamp } from "./dom.js";

const grid = () => desk.state.grid;

export const ready = () => Boolean(desk.state.grid);

// The box of cells in points: its right edge is the last column's, without the gutter.
export function boxOf(at, size) {
  const { x, y, column, gutter, leading } = grid();
  const step = column + gutter;
  return { x: x + at[0] * step, y: y + at[1] * leading, w: size[0] * step - gutter, h: size[1] * leading };
}

export function cellsAcross(points) {
  const { column, gutter } = grid();
  return Math.round(points / (column + gutter));
}

export const rowsDown = (points) => Math.round(points / grid().leading);

// The cell under a point of the page.
export function cellAt(x, y) {
  const { x: left, y: top, column, gutter, leading, columns, rows } = grid();
  return [
    clamp(Math.floor((x - left) / (column + gutter)), 0, columns - 1),
    clamp(Math.floor((y - top) / leading), 0, rows - 1),
  ];
}

// The cell whose corner is nearest to a point: where a block that is carried by its corner would be put down.
export function cellNear(x, y) {
  const { x: left, y: top, columns, rows } = grid();
  return [clamp(cellsAcross(x - left), 0, columns - 1), clamp(rowsDown(y - top), 0, rows - 1)];
}

export const size = () => [grid().columns, grid().rows];

// Cells kept on the page: a block that is moved stops at the edges, one that is drawn larger ends there.
export function kept(at, extent) {
  const [columns, rows] = size();
  const wide = clamp(extent[0], 1, columns);
  const deep = clamp(extent[1], 1, rows);
  return { at: [clamp(at[0], 0, columns - wide), clamp(at[1], 0, rows - deep)], size: [wide, deep] };
}
