// Cells of a page's grid in points of its sheet, and points in cells. A spread has a grid of its own.

import { desk } from "./store.js";
import { clamp } from "./dom.js";

export const gridOf = (page) => (desk.state.dummy ?? []).find((one) => one.page === page)?.grid ?? desk.state.grid;

export const ready = () => Boolean(desk.state.grid);

// The box of cells in points: its right edge is the last column's, without the gutter.
export function boxOf(page, at, size) {
  const { x, y, column, gutter, leading } = gridOf(page);
  const step = column + gutter;
  return { x: x + at[0] * step, y: y + at[1] * leading, w: size[0] * step - gutter, h: size[1] * leading };
}

export function cellsAcross(page, points) {
  const { column, gutter } = gridOf(page);
  return Math.round(points / (column + gutter));
}

export const rowsDown = (page, points) => Math.round(points / gridOf(page).leading);

// The cell under a point of the page.
export function cellAt(page, x, y) {
  const { x: left, y: top, column, gutter, leading, columns, rows } = gridOf(page);
  return [
    clamp(Math.floor((x - left) / (column + gutter)), 0, columns - 1),
    clamp(Math.floor((y - top) / leading), 0, rows - 1),
  ];
}

// The cell whose corner is nearest to a point: where a block that is carried by its corner would be put down.
export function cellNear(page, x, y) {
  const { x: left, y: top, columns, rows } = gridOf(page);
  return [clamp(cellsAcross(page, x - left), 0, columns - 1), clamp(rowsDown(page, y - top), 0, rows - 1)];
}

// Cells kept on the page: a block that is moved stops at the edges, one that is drawn larger ends there.
export function kept(page, at, extent) {
  const { columns, rows } = gridOf(page);
  const wide = clamp(extent[0], 1, columns);
  const deep = clamp(extent[1], 1, rows);
  return { at: [clamp(at[0], 0, columns - wide), clamp(at[1], 0, rows - deep)], size: [wide, deep] };
}
