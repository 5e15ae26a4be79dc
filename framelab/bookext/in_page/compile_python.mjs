// node compile_python.mjs PYODIDE IN.zip OUT.zip LEVEL: replace Python's sources in an archive by
// what they compile to. Only the runtime's own Python makes files that it will read. LEVEL is that of
// Python's option -O: 2 leaves out docstrings and assertions. What comes out is not packed: packed as
// a whole it is smaller, and it is read faster.
import fs from "node:fs";
import { pathToFileURL } from "node:url";

const [pyodide, source, target, level] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`).href);
const python = await loadPyodide();
python.FS.writeFile("/in.zip", fs.readFileSync(source));
try {
  python.runPython(`
import zipfile
from importlib._bootstrap_external import _code_to_hash_pyc
from importlib.util import source_hash

MOMENT = (2020, 1, 1, 0, 0, 0)  # the same input gives the same bytes
with zipfile.ZipFile("/in.zip") as given, zipfile.ZipFile("/out.zip", "w") as made:
    for name in sorted(given.namelist()):
        data = given.read(name)
        # Its own loader reads this one as text.
        if name.endswith(".py") and "_sysconfigdata" not in name:
            code = compile(data, name, "exec", dont_inherit=True, optimize=${Number(level)})
            data, name = bytes(_code_to_hash_pyc(code, source_hash(data), False)), name + "c"
        made.writestr(zipfile.ZipInfo(name, MOMENT), data)
`);
} catch (error) {
  console.error(error.message); // without it Node prints all of Pyodide's script
  process.exit(1);
}
fs.writeFileSync(target, python.FS.readFile("/out.zip"));
process.exit(0);
