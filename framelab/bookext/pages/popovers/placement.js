// Where the dialog stands: below the line of its link, or above the line where there is more room.

const GAP = 6;
const EDGE = 12;
const LEAST_HEIGHT = 160;
const SHEET = matchMedia("(max-width: 639.98px)");

// The line of a link under a point: a link over two lines is two rectangles.
export const lineOf = (link, point) => {
  const lines = [...link.getClientRects()];
  const under = point && lines.findIndex(({ left, right, top, bottom }) =>
    point.x >= left - 2 && point.x <= right + 2 && point.y >= top - 2 && point.y <= bottom + 2);
  return Math.max(0, under ?? 0);
};

// What the sheet at the bottom of a narrow screen would cover, the page scrolls into view.
export const uncover = (dialog, link) => {
  const covered = link.getBoundingClientRect().bottom + EDGE - dialog.getBoundingClientRect().top;
  if (SHEET.matches && covered > 0) scrollBy(0, covered);
};

// On a narrow screen the style sheet places the dialog, as a sheet at the bottom. Elsewhere the
// dialog is no higher than the room on its side of the line: it never covers its link.
export const place = (dialog, link, line) => {
  if (SHEET.matches) {
    dialog.style.left = dialog.style.top = dialog.style.maxHeight = "";
    return;
  }
  const lines = link.getClientRects();
  const at = lines[Math.min(line, lines.length - 1)] ?? link.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const roomBelow = clientHeight - EDGE - at.bottom - GAP;
  const roomAbove = at.top - GAP - EDGE;
  dialog.style.maxHeight = "";
  const isBelow = dialog.offsetHeight <= roomBelow || roomBelow >= roomAbove;
  const room = isBelow ? roomBelow : roomAbove;
  if (dialog.offsetHeight > room) dialog.style.maxHeight = `${Math.max(room, LEAST_HEIGHT)}px`;
  const { offsetWidth: width, offsetHeight: height } = dialog;
  const top = isBelow ? at.bottom + GAP : at.top - GAP - height;
  const within = (value, size, whole) => Math.max(EDGE, Math.min(value, whole - size - EDGE));
  dialog.style.left = `${within(at.left, width, clientWidth)}px`;
  dialog.style.top = `${within(top, height, clientHeight)}px`;
};
