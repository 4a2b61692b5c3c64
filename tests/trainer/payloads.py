"""Words that try to act when a page shows them. Written for these tests, by the ways there are.

Each calls acted(), asks for /acted, or opens a dialog, so that a page can tell.
"""

ACT = "acted()"
EVENTS = ["onload", "onerror", "onclick", "onfocus autofocus", "onmouseover", "ontoggle open"]
ELEMENTS = ["img src=x", "svg", "body", "input", "details", "video src=x", "iframe src=about:blank"]
WITH_AN_EVENT = [
    f"<{element} {event.split()[0]}={ACT} {' '.join(event.split()[1:])}>"
    for element in ELEMENTS
    for event in EVENTS
]
SCRIPTS = [
    f"<script>{ACT}</script>",
    f"<SCRIPT>{ACT}</SCRIPT>",
    f"<script\n>{ACT}</script >",
    f"<scr<script>ipt>{ACT}</scr</script>ipt>",
    "<script src=/acted></script>",
    "<script src=//127.0.0.1/acted></script>",
    f"</script><script>{ACT}</script>",
    f"</textarea><script>{ACT}</script>",
    f"</title><script>{ACT}</script>",
    f"</style><script>{ACT}</script>",
    f"</p></section></main><script>{ACT}</script>",
    f"<!--><script>{ACT}</script-->",
    f"<![CDATA[<script>{ACT}</script>]]>",
    f"<svg><script>{ACT}</script></svg>",
    f"<svg><script>//&#10;{ACT}</script></svg>",
    f"<math><mtext></p><script>{ACT}</script>",
    f"<noscript><p title='</noscript><script>{ACT}</script>'>",
    f"<template><script>{ACT}</script></template>",
    f"<iframe srcdoc='<script>parent.{ACT}</script>'>",
    f"<object data='data:text/html,<script>{ACT}</script>'>",
    f"<embed src='data:text/html,<script>{ACT}</script>'>",
    "<link rel=stylesheet href=/acted>",
    "<style>@import '/acted';</style>",
    "<style>* { background: url(/acted) }</style>",
    "<img src=/acted>",
    "<base href=/acted/>",
    "<meta http-equiv=refresh content='0; url=/acted'>",
    "<form action=/acted><button autofocus>Send</button></form>",
    "<audio src=/acted autoplay>",
    "<link rel=prefetch href=/acted>",
]
LINKS = [
    f"<a href='javascript:{ACT}'>here</a>",
    f"<a href='JaVaScRiPt:{ACT}'>here</a>",
    f"<a href='java\tscript:{ACT}'>here</a>",
    f"<a href='&#106;avascript:{ACT}'>here</a>",
    f"<a href='data:text/html,<script>{ACT}</script>'>here</a>",
    f"<a href='vbscript:{ACT}'>here</a>",
    f"[here](javascript:{ACT})",
    f"[here]: javascript:{ACT}",
    f"<javascript:{ACT}>",
    f"![x](x' onerror='{ACT})",
    f'![x](x" onerror="{ACT})',
    "![x](/acted)",
]
OUT_OF_ITS_PLACE = [
    f'"><script>{ACT}</script>',
    f"'><script>{ACT}</script>",
    f'" autofocus onfocus="{ACT}',
    f"' autofocus onfocus='{ACT}",
    f"` autofocus onfocus=`{ACT}",
    f"{{{{ {ACT} }}}}",
    f"{{% {ACT} %}}",
    "{{ ''.__class__.__mro__ }}",
    f"${{{ACT}}}",
    f"#{{{ACT}}}",
    f"<%= {ACT} %>",
    f"\\u003cscript\\u003e{ACT}\\u003c/script\\u003e",
    f"&lt;script&gt;{ACT}&lt;/script&gt;",
    f"%3Cscript%3E{ACT}%3C/script%3E",
    f"\x00<script>{ACT}</script>",
    f"\u202e<script>{ACT}</script>",
    f"\ufeff<script>{ACT}</script>",
    f"＜script＞{ACT}＜/script＞",
]
MARKDOWN_AND_TEX = [
    f"$\\href{{javascript:{ACT}}}{{x}}$",
    f"$$\\unicode{{<script>{ACT}</script>}}$$",
    "\\(\\require{html}\\style{background:url(/acted)}{x}\\)",
    f"```html\n<script>{ACT}</script>\n```",
    f"    <script>{ACT}</script>",
    f"# <script>{ACT}</script>",
    f"> <img src=x onerror={ACT}>",
    f"| a |\n|---|\n| <img src=x onerror={ACT}> |",
    "%%javascript\nfetch('/acted')",
    '=HYPERLINK("/acted","here")',
]
# Each kind, and how many of it a sample has.
KINDS = [
    (WITH_AN_EVENT, 2),
    (SCRIPTS, 2),
    (LINKS, 1),
    (OUT_OF_ITS_PLACE, 2),
    (MARKDOWN_AND_TEX, 1),
]
PAYLOADS = [words for kind, _ in KINDS for words in kind]
