// Files of the book, from whichever page: by the way that the page knows to the book's folder.

export const home = () => new URL(document.documentElement.dataset.content_root, location.href);

export const fileAt = (address) => new URL(address, home()).href;
