"""Texts that people rarely write, and programs stumble over."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = (
    *("what does it pay", "with 5 years", "in Toronto", "yes", "no", "the second one", "merci"),
    *('/greet{"name": "x"}', "/restart", "／ask_salary", "\u2003/greet", "\u200b/greet@1.0"),
    *("[Toronto](city)", '[x]{"entity": "city", "value": "y"}', "@0.99", "EXTERNAL: x"),
    *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "javascript:alert(1)"),
    *("' OR 1=1 --", "$(id)", "`id`", "{{7*7}}", "${HOME}", "%s%n", "../../etc/passwd"),
    *("<@U123>", "<!here>", "[a](javascript:b)", "*_~`|>", "```\n", "| a | b |\n|---|---|"),
    *("\x00", "\x1b[31m", "\r\n", "\x7f", "\x85", "\ufeff", "\u2028", "\u2029", "\ufffe", "\uffff"),
    *("\u202e abc", "\u2066\u2067", "\u0645\u0631\u062d\u0628\u0627", "\u200f", "\ufdfa"),
    *("e" + "\u0301" * 30, "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢", "👨‍👩‍👧‍👦", "🏳️‍🌈", "👍🏿", "🇨🇦🇨", "\u20e3"),
    *("İ", "ß", "ﬀ", "K", "Ω", "٣ سنوات", "五年", "½", "²", "Ⅷ", "𝟓 years", "𐐷", "\U0010ffff"),
    *("null", "NaN", "-0", "1e999", "0x1F", "9" * 60, "1/0", "undefined", "true"),
)
characters = st.characters(exclude_categories=())  # every plane, with surrogates
words = st.one_of(st.sampled_from(PIECES), st.text(characters, max_size=20))
runs = st.builds(
    lambda piece, times: (piece * times)[:2500],
    st.one_of(st.sampled_from(PIECES), st.sampled_from("a?,.;-( \n😀é\u0301\u200d1"), words),
    st.sampled_from([3, 3, 3, 10, 10, 10, 40, 40, 2500]),
)
texts = st.one_of(
    st.lists(words, min_size=1, max_size=6).map(" ".join),
    st.lists(words, min_size=1, max_size=4).map("".join),
    st.text(characters, max_size=200),
    runs,
)
"""Of every kind; some are too long for a message, and some are no valid Unicode."""

valid_texts = texts.map(lambda text: text.encode(errors="replace").decode()[:2000])
"""Those that a channel hands on."""
