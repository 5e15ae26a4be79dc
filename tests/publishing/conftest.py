"""A built book small enough to be read here: two pages, one of which is not as it should be."""

from pathlib import Path

import pytest

MENU = """
<nav class="bd-links">
<ul><li><a class="reference internal" href="{up}one.html">The small book</a></li></ul>
<p class="caption"><span class="caption-text">Read</span></p>
<ul><li><a class="reference internal" href="{up}deep/two.html">Two &amp; more</a></li></ul>
</nav>
"""
ONE = """
<html><body>{menu}<article class="bd-article"><section id="top"><h1>The small book: on "ends"<a
class="headerlink" href="#top">#</a></h1>
<p>See <a href="deep/two.html#place">the place</a>, <a href="deep/two.html">the page</a>,
<a href="search.html">the search</a>, <a href="#top">above</a> and
<a class="reference external" href="https://a.example/far#x">far away</a>.</p>
<div class="check"><p class="check-question">Which?</p>
<details class="choice"><summary>This <em>one</em>.</summary><div class="feedback">
<p class="verdict">Yes.</p><p>So it is.</p></div></details>
<details class="choice"><summary>That one.</summary><div class="feedback">
<p class="verdict">Not quite.</p><p>Is it?</p></div></details></div>
</section></article><p class="component-author">By nobody</p></body></html>
"""
TWO = """
<html><body>{menu}<article class="bd-article"><section id="top"><h1>Two?</h1>
<p id="place">Here. <a href="../one.html#nowhere">Lost</a>, <a href="three.html">gone</a>,
<a href="https://b.example/">b</a>.</p>
<div class="widget"><div class="live">alive</div><div class="widget-still"><svg
aria-labelledby="name"><title id="name">still</title><g clip-path="url(#cut)"></g></svg></div>
<script type="application/json">{{"state": {{"url": "https://c.example/w", "text": "see http://no",
"way": "two.html#place", "html": "<p><a href='#own'>o</a><a href='../four.html'>f</a></p>"}}}}
</script></div>
<div class="exercise-answer" id="answer"><script type="application/json">{{"passages": [{{"id":
"p1", "title": "A passage", "text": "First.\\n\\nSecond."}}], "questions": [{{"id": "q1", "ask":
"Whose?", "codes": {{"a": "ours", "b": "theirs"}}, "passages": ["p1"]}}]}}</script>
<div class="exercise-still"><p>In a browser.</p></div></div>
<img src="../gone.svg" alt="">
</section></article></body></html>
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "book"
    (folder / "deep").mkdir(parents=True)
    door = '<meta http-equiv="Refresh" content="0; url=one.html" />'
    (folder / "index.html").write_text(door, encoding="utf-8")
    (folder / "one.html").write_text(ONE.format(menu=MENU.format(up="")), encoding="utf-8")
    (folder / "deep/two.html").write_text(TWO.format(menu=MENU.format(up="../")), encoding="utf-8")
    (folder / "search.html").write_text("<p>Search</p>", encoding="utf-8")
    return folder
