// Measures of agreement, as in framelab.measures; null stands for None. A unit is the list of codes
// that its coders gave it.

const countsOf = (units) => units.map((unit) => {
  const counts = new Map();
  for (const code of unit) if (code !== null) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
});
const total = (counts) => [...counts.values()].reduce((sum, count) => sum + count, 0);
const pairs = (counts) => [...counts.values()].reduce((sum, n) => sum + n * (n - 1), 0);

export const observedAgreement = (units) => {
  let agreeing = 0;
  let all = 0;
  for (const counts of countsOf(units)) {
    const size = total(counts);
    all += size * (size - 1);
    agreeing += pairs(counts);
  }
  return all ? agreeing / all : null;
};

export const krippendorffAlpha = (units) => {
  const paired = countsOf(units).filter((counts) => total(counts) > 1);
  const codes = new Map();
  for (const counts of paired) {
    for (const [code, count] of counts) codes.set(code, (codes.get(code) ?? 0) + count);
  }
  if (codes.size < 2) return null;
  const size = total(codes);
  const agreeing = paired.reduce((sum, counts) => sum + pairs(counts) / (total(counts) - 1), 0);
  return 1 - (size - agreeing) / (size - pairs(codes) / (size - 1));
};

// Whole percent, halves rounded up: framelab.measures.percent.
export const percent = (part, whole) => Math.floor((200 * part + whole) / (2 * whole));

export const alike = (units) => units.filter(([mine, theirs]) => mine === theirs).length;
