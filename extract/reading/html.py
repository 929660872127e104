"""HTML pages: the article's text, and what the page states of itself."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import lxml.html
import trafilatura
from htmldate import find_date
from lxml import etree

from extract.reading.formats import CONVERT, UnreadableError

_CHARSET = re.compile(rb"""<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*["']?([\w-]+)""", re.IGNORECASE)
_HEAD = 2048
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_OLDEST = date(1990, 1, 1)
MAX_ELEMENTS = 40_000  # many times those of any article; reading them takes seconds, and more takes minutes


def read_html(data: bytes, decode: Callable[[bytes], str]) -> dict[str, Any]:
    """The fields of a Page; the text is empty where the page holds no article."""
    source = _DECLARATION.sub("", _declared(data) or decode(data)).replace("\0", "")
    tree = _parse(source)
    if tree is None:
        return {"text": ""}
    if sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
        raise UnreadableError(f"more than {MAX_ELEMENTS} elements on this page: {CONVERT}")
    found = trafilatura.extract_metadata(tree, date_config={"extensive_search": False, "url": "no"}, extensive=False)
    # The whole <body> would do for a fragment; trafilatura asks for a document.
    text = trafilatura.extract(tree, include_comments=False, include_tables=True, output_format="txt") or ""
    return {
        "text": text,
        "title": found.title,
        "publisher": _publisher(found.sitename, found.title),
        "published": _stated_date(source, found.url),
        "language": (tree.get("lang") or "")[:2].lower() or None,
        "url": found.url,
    }


def _declared(data: bytes) -> str | None:
    """The text in the encoding that the page declares, where it is true."""
    match = _CHARSET.search(data[:_HEAD])
    if not match or data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return None
    name = match[1].decode().lower()
    try:
        # Browsers read Latin-1 as Windows-1252, and so did whoever wrote the page.
        return data.decode("cp1252" if name in ("iso-8859-1", "latin1", "latin-1", "us-ascii") else name)
    except (LookupError, UnicodeError):
        return None


def _parse(source: str) -> Any:
    try:
        tree = lxml.html.document_fromstring(source)
    except (etree.ParserError, ValueError):
        return None
    return tree if tree.xpath("//body//text()[normalize-space()]") else None


def _publisher(site: str | None, title: str | None) -> str | None:
    return site if site and site != title else None


def _stated_date(source: str, url: str | None) -> str | None:
    """The date of publication that the markup or the address states; a date merely seen in the text is none."""
    tree = lxml.html.document_fromstring(source)
    for elsewhere in tree.xpath("//aside | //nav | //footer"):
        elsewhere.drop_tree()
    for element in tree.xpath("//body//*[not(self::time or self::script[contains(@type, 'ld+json')])]"):
        if not element.get("itemprop", "").startswith("datePublished"):
            element.text = None
        element.tail = None
    times = tree.xpath("//body//time")
    if len({time.get("datetime") or time.text_content() for time in times}) > 1:
        for time in times:
            time.drop_tree()  # some of several are of other stories
    found = find_date(tree, extensive_search=False, original_date=True, url=url, min_date=_OLDEST.isoformat())
    return found or _date_in_address(url)


def _date_in_address(url: str | None) -> str | None:
    match = re.search(
        r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])(?:[/-](0[1-9]|[12]\d|3[01]))?[/-]", urlsplit(url or "").path
    )
    return "-".join(part for part in match.groups() if part) if match else None
