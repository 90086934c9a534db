import pytest

from ltx_desktop import __version__
from ltx_desktop.domain.release import Version


def test_versions_are_compared_by_their_numbers() -> None:
    texts = ["10.0.0", "1.2.10", "1.2.9", "1.10.0", "0.9.9"]
    assert [str(one) for one in sorted(map(Version.parse, texts))] == [
        *("0.9.9", "1.2.9", "1.2.10", "1.10.0", "10.0.0")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "1.2",
        "1.2.3.4",
        "v1.2.3",
        "1.2.3rc1",
        "1.2.-3",
        "1.2.3\n",
        "\N{ARABIC-INDIC DIGIT ONE}.2.3",
        "1..3",
    ],
)
def test_anything_but_three_numbers_is_no_release(text: str) -> None:
    with pytest.raises(ValueError, match="no version"):
        Version.parse(text)


def test_this_one_could_be_released() -> None:
    assert str(Version.parse(__version__)) == __version__
