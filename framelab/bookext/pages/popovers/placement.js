// Where the dialog stands: below the line of its link, or above the line where there is more room.

const GAP = 6;
const EDGE = 12;
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

// On a narrow screen the style sheet places the dialog, as a sheet at the bottom.
export const place = (dialog, link, line) => {
  if (SHEET.matches) {
    dialog.style.left = dialog.style.top = "";
    return;
  }
  const lines = link.getClientRects();
  const at = lines[Math.min(line, lines.length - 1)] ?? link.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = dialog;
  const { clientWidth, clientHeight } = document.documentElement;
  const below = at.bottom + GAP;
  const above = at.top - GAP - height;
  const fits = below + height <= clientHeight - EDGE;
  const top = fits || at.top < clientHeight - at.bottom ? below : above;
  const within = (value, size, room) => Math.max(EDGE, Math.min(value, room - size - EDGE));
  dialog.style.left = `${within(at.left, width, clientWidth)}px`;
  dialog.style.top = `${within(top, height, clientHeight)}px`;
};
