// What the reader does with all codes: save them, start over, compare them with a classmate's.

import { Button, OWN_KEYS } from "../controls.js";
import { html, useLayoutEffect, useRef, useState } from "../html.js";
import { cellsOf, isKept } from "./codebook.js";
import { codesAsText, download, isSame, readFile } from "./files.js";

const passagesIn = (count) => `${count} ${count === 1 ? "passage" : "passages"}`;

// To start over is asked twice. `clear` is called after the second time.
const StartOver = ({ clear }) => {
  const [isAsked, ask] = useState(false);
  const [first, yes] = [useRef(), useRef()];
  useLayoutEffect(() => {
    if (isAsked) yes.current.focus();
  }, [isAsked]);
  const no = () => {
    ask(false);
    first.current.focus();
  };
  return html`
    <${Button} ref=${first} onclick=${() => ask(true)}>Start over<//>
    ${isAsked && html`
      <span>
        ${"This removes the codes of all passages from the desk, so that ours can no longer surprise you. "}
        <${Button} ref=${yes} onclick=${clear}>Yes, start over<//>${" "}
        <${Button} onclick=${no}>No, keep them<//>
      </span>`}`;
};

const takeFile = async (desk, codes, file) => {
  const { problem, codes: theirs } = await readFile(desk, file);
  if (problem) return { words: `Nothing was taken. ${problem}.` };
  const isOwn = isSame(theirs, codes);
  return {
    other: { name: file.name, codes: theirs },
    words: `${file.name} has the codes of ${passagesIn(Object.keys(theirs).length / cellsOf(desk).length)}.` +
      `${isOwn ? " All are the same as yours: is it your own file?" : ""}`,
  };
};

const Classmate = ({ id, name, chosen }) => {
  const changed = ({ target }) => {
    const [file] = target.files;
    target.value = ""; // the same file can be chosen again
    if (file) chosen(file);
  };
  return html`
    <p>
      <label for=${id}>${`Compare with a classmate’s file (${name}) `}</label>
      <input type="file" id=${id} accept=".json,application/json" onchange=${changed} ...${OWN_KEYS} />
    </p>`;
};

// `say` gets what happened, in words; `compare` gets a classmate's file; `clear` is called to start over.
export const Tools = ({ id, desk, codes, say, compare, clear }) => {
  const { name } = desk.file;
  const count = desk.passages.filter(({ place }) => isKept(codes, place)).length;
  const save = () => {
    download(name, codesAsText(desk, codes));
    say(`${name} is downloaded, with the codes of ${passagesIn(count)}.`);
  };
  const take = async (file) => {
    const { other, words } = await takeFile(desk, codes, file);
    if (other) compare(other);
    say(words);
  };
  return html`
    <div class="cd-tools">
      <p class="cd-buttons">
        <${Button} disabled=${!count} onclick=${save}>Save my codes<//>
        ${count > 0 && html`<${StartOver} clear=${clear} />`}
      </p>
      <${Classmate} id=${`${id}-file`} name=${name} chosen=${take} />
    </div>`;
};
