// Scripts that are fetched as text and loaded from a Blob. A browser loads a module from a server's
// own address only where the server calls it JavaScript: some servers do not know the ending .mjs,
// and some Windows machines call .js plain text.

export const scriptAt = async (address) => {
  const name = address.replace(/.*\//, "");
  const response = await fetch(address).catch(() => {
    throw new Error(`${name}: the server cannot be reached`);
  });
  if (!response.ok) throw new Error(`${name}: the server answered ${response.status}`);
  if (/html/i.test(response.headers.get("Content-Type"))) {
    throw new Error(`${name}: the server sent a web page instead`);
  }
  return URL.createObjectURL(new Blob([await response.text()], { type: "text/javascript" }));
};

// Import a module, and give what it exports.
export const moduleAt = async (address) => {
  const script = await scriptAt(address);
  try {
    return await import(script);
  } finally {
    URL.revokeObjectURL(script);
  }
};
