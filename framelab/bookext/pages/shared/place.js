// The place that an address names after its `#`.

// The id, or "" where the address has none or one that cannot be read.
export const placeIn = (hash) => {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return "";
  }
};
