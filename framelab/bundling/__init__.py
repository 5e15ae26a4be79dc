"""Node, and what it makes: the bundles of the front ends.

Pages opened from disk cannot import one script from another, and JupyterLab takes a widget's
front end as one text. The front ends are therefore written as modules that import what they
share, and esbuild puts each into one file.

- `node` runs Node, npm and esbuild; `package-lock.json` pins what npm installs;
- `front_ends` lists what is bundled, and bundles it.

`python -m framelab.bundling NODE_FOLDER` writes the bundles into `framelab/bundles`, from where
the widgets, the built book and the wheel take them.
"""
