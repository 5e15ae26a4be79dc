"""What is made of a built book, or looked up in it.

- `built` reads the book as it lies on disk: its pages, in their order;
- `paper` puts them into one document for paper, `pdf` has Chromium print it;
- `links` lists the ways out of the book, and `link_check` asks whether they still lead somewhere.
"""
