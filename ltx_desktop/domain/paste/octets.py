"""A file's octets as text: what was saved, exported or dropped instead of copied."""

from ltx_desktop.domain.problem import Problem, ProblemCode

_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def text_of(octets: bytes) -> str | Problem:
    """UTF-8, or UTF-16 with its mark (PowerShell's `>`); NOT_TEXT for a picture or a database.

    Other encodings are ASCII where cookies stand, so they are read as Latin-1.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if octets.startswith(mark):
            return octets.decode(encoding, "replace")
    if b"\0" in octets:
        return Problem(ProblemCode.NOT_TEXT)
    try:
        return octets.decode()
    except UnicodeDecodeError:
        return octets.decode("latin-1")
