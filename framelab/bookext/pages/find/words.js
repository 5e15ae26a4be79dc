// How a text is split into words: one way for what is looked through, what is typed, and what is
// marked. "García" and "Garcia" are one word; 21,362 is one word, and 21362 is the same.

const WORD = /\d+(?:[.,]\d+)+|[\p{L}\p{N}\p{M}_]+/gu;
const NUMBER = /^\d[\d.,]*$/;

const plain = (word) => {
  const bare = word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return NUMBER.test(bare) ? bare.replaceAll(",", "") : bare;
};

// The words of a text, each with where it stands: {word, at, end}.
export const placedWords = (text) =>
  Array.from(text.matchAll(WORD), (found) => ({
    word: plain(found[0]), at: found.index, end: found.index + found[0].length,
  }));

export const wordsOf = (text) => placedWords(text).map(({ word }) => word);
