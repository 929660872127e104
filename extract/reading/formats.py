"""One file -> a Page: its text and what it says of itself, whatever its format."""

import io
import logging
import re
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from extract.reading.decoding import NotTextError, decode

MAX_SOURCE = 5_000_000  # bytes of a text file or a page, whose markup weighs
MAX_TEXT = 500_000  # characters: more is a book, and the models take 4 KB of memory for each
MAX_FILE = 50_000_000  # bytes of a PDF or DOCX, whose pictures weigh, and of a DOCX unpacked
_NO_PROSE = re.compile(r"[^\w\s]{5000}")  # cutting a run of signs into words takes the square of its length
CONVERT = "save the article's text as .txt instead"


for _chatty in ("pypdf", "trafilatura", "htmldate"):  # what they warn of is told in our words, or mended by them
    logging.getLogger(_chatty).addHandler(logging.NullHandler())


class UnreadableError(ValueError):
    """A file that cannot be read as an article; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a file, exactly as decoded (HTML, PDF and DOCX: as their reader gives it), and its own metadata.

    A PDF or DOCX has no text of its own, only glyphs and runs: what its reader gives is put into composed form
    (NFC), so that "é" is one character there too, and the ligatures of a PDF are taken apart.

    `published` is only what the page states as its date of publication. The creation date of a PDF or DOCX is
    not: it tells when the file was made, often years later.
    """

    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None


def read_page(path: Path) -> Page:
    """Reads a file of a known format. Raises UnreadableError."""
    suffix = path.suffix.lower()
    data = _bytes(path, MAX_FILE if suffix in (".pdf", ".docx") else MAX_SOURCE)
    page = _READERS.get(suffix, _read_plain)(data)
    if not page.text.strip():
        raise UnreadableError(_WITHOUT_TEXT.get(suffix, "no text in it: left out"))
    if _NO_PROSE.search(page.text):
        raise UnreadableError("thousands of signs in a row, and no prose: remove them")
    if len(page.text) > MAX_TEXT:
        raise UnreadableError(f"longer than {MAX_TEXT:,} characters: give one article a file")
    return page


def _bytes(path: Path, most: int) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except FileNotFoundError as error:
        raise UnreadableError("vanished while being read: run again if it should be there") from error
    except OSError as error:
        raise UnreadableError(f"cannot be opened ({error.strerror}): check its permissions") from error
    if len(data) > most:
        raise UnreadableError(_too_long(most))
    return data


def _too_long(most: int) -> str:
    return f"longer than {most // 1_000_000} MB: give one article a file"


def _text(data: bytes) -> str:
    try:
        return decode(data)
    except NotTextError as error:
        raise UnreadableError(f"not a text file ({error}): check that it is what its name says") from error


def _read_plain(data: bytes) -> Page:
    return Page(_text(data))


def _read_html(data: bytes) -> Page:
    from extract.reading.html import read_html  # trafilatura takes a second to load

    return Page(**read_html(data, _text))


def _read_pdf(data: bytes) -> Page:
    import pypdf

    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError("this PDF is locked by a password: save a copy without")
        text = "\n\n".join(_unwrapped(_composed(page.extract_text())) for page in reader.pages)
        title = reader.metadata.title if reader.metadata else None
    except UnreadableError:
        raise
    except Exception as error:  # damaged files raise what they like, out of a parser with many layers
        raise UnreadableError(f"this PDF is damaged ({type(error).__name__}): {CONVERT}") from error
    return Page(text, title=_told_title(title))


_FILE_NAME = re.compile(
    r"\.(docx?|pdf|indd|qxp|pptx?|xlsx?|html?)$|^(untitled|sans titre|microsoft word\b|document\d*$)", re.I
)


def _told_title(title: str | None) -> str | None:
    """The title in a file's properties, unless a program put the name of a file there."""
    title = " ".join(_composed(str(title or "")).split())
    return title if title and not _FILE_NAME.search(title) else None


_WRAPPED = re.compile(r"(?<=[^\s.!?…:;»\"”])[ \t]*\n[ \t]*(?=[a-zà-öø-ÿœ(«\"“0-9])")
_HYPHENATED = re.compile(r"(?<=[a-zà-öø-ÿœ])-\n(?=[a-zà-öø-ÿœ])")


def _unwrapped(text: str) -> str:
    """A PDF breaks each printed line: lines that go on in the next are joined, words cut by a hyphen mended."""
    return _WRAPPED.sub(" ", _HYPHENATED.sub("", text))


_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})


def _composed(text: str) -> str:
    """Letter and accent as one character, ligatures as letters.

    Halves of characters (surrogates), which broken fonts give and no file can hold, are replaced.
    """
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return unicodedata.normalize("NFC", whole).translate(_LIGATURES)


def _read_docx(data: bytes) -> Page:
    import docx

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(member.file_size for member in archive.infolist()) > MAX_FILE:
                raise UnreadableError(f"unpacks to more than {MAX_FILE // 1_000_000} MB: {CONVERT}")
        document = docx.Document(io.BytesIO(data))
        text = "\n".join(_docx_lines(document))
        properties = document.core_properties
        return Page(_composed(text), title=_told_title(properties.title), language=properties.language[:2] or None)
    except UnreadableError:
        raise
    except Exception as error:  # as with PDF
        raise UnreadableError(f"this DOCX is damaged ({type(error).__name__}): {CONVERT}") from error


def _docx_lines(document: object) -> list[str]:
    """Paragraphs in order; a table gives one line a row, its cells apart by tabs."""
    lines = []
    for block in document.iter_inner_content():  # type: ignore[attr-defined]  # no types
        if hasattr(block, "rows"):
            lines += ["\t".join(" ".join(cell.text.split()) for cell in row.cells) for row in block.rows]
        else:
            lines.append(block.text)
    return lines


_READERS: dict[str, Callable[[bytes], Page]] = {
    ".html": _read_html, ".htm": _read_html, ".pdf": _read_pdf, ".docx": _read_docx,
}  # fmt: skip
_WITHOUT_TEXT = {
    ".pdf": f"this PDF holds pictures of pages and no text: run it through OCR, or {CONVERT}",
    ".html": f"no article found on this page: {CONVERT}",
    ".htm": f"no article found on this page: {CONVERT}",
}
