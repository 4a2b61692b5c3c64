from hypothesis import example, given
from hypothesis import strategies as st

from coprod_training.lab.returned_words import page_words

PAGE = """<!doctype html><html><head><title>Feedback</title><style>p { color: red }</style></head>
<body><h1>Where is it really?</h1><p class="lead">You have 5&nbsp;of 6 points.</p>
<ol><li class="yours"><span>Yours</span> <b>2 Sound</b> <span>You say why.</span></li></ol>
<p><svg><title>A tick</title></svg> <span>It meets the bar.</span></p>
<script>alert(1)</script><p>They wrote: &lt;b&gt;Pay&lt;/b&gt;
and more.</p></body></html>"""


def test_the_words_of_a_page_stand_in_lines_as_a_person_reads_them():
    assert page_words(PAGE.encode()).split("\n") == [
        "Where is it really?",
        "You have 5 of 6 points.",
        "Yours 2 Sound You say why.",
        "It meets the bar.",
        "They wrote: <b>Pay</b>",
        "and more.",
    ]


@example(torn=b"<p>Some words</p><![?")
@given(st.binary(max_size=60) | st.text("<>![]-CDATAif &;/='a\n", max_size=40).map(str.encode))
def test_what_is_no_page_gives_words_or_none_and_never_an_error(torn):
    assert isinstance(page_words(torn), str)
