"""Arabic citations: prefixes, duals, bodies between word and number, names of Sectors."""

from __future__ import annotations

import pytest

import itugraph
from itugraph.citations import extract
from itugraph.reading import read_bytes
from itugraph.registry import Registry

CITED = [
    # Article and preposition melt; "and" is part of the word.
    ("وبالقرار 71 (المراجَع في بوخارست، 2022)", ["pp/resolution/71/2022"]),
    (
        "للقرارين 5 و30 (المراجَعين في بوينس آيرس، 2017)",
        ["wtdc/resolution/5/2017", "wtdc/resolution/30/2017"],
    ),
    ("القرار 22 (المراجَع في حيدرآباد، 2010)", ["wtdc/resolution/22/2010"]),
    # A number sign, and the body between the word and its number.
    ("القرار رقم 64 (المراجَع في دبي، 2018)", ["pp/resolution/64/2018"]),
    ("بقرار مؤتمر المندوبين المفوضين رقم 101 (المراجَع في دبي، 2018)", ["pp/resolution/101/2018"]),
    ("مقرر مجلس الاتحاد الدولي للاتصالات 482", ["council/decision/482"]),
    ("قرار الجمعية العامة للأمم المتحدة 68/302", ["unga/un-resolution/68-302"]),
    # The conference by its short name, behind the word for it.
    ("القرار 750 (المراجَع في المؤتمر WRC-19)", ["wrc/resolution/750/2019"]),
    ("القرار 1 للجمعية WTSA", ["wtsa/resolution/1"]),
    ("القرار 1332 (المعدَّل في 2016) لمجلس الاتحاد", ["council/resolution/1332/c16"]),
    # "and-decision" opens a citation of its own.
    (
        "القرار 71 لمؤتمر المندوبين المفوضين والقرار 1332 للمجلس",
        ["pp/resolution/71", "council/resolution/1332"],
    ),
    # Sectors by name, dates with the year first.
    ("توصية قطاع الاتصالات الراديوية S.465-6", ["itu-r/recommendation/s.465/s6"]),
    ("التوصية A.8 لقطاع تقييس الاتصالات", ["itu-t/recommendation/a.8"]),
    ("المسألة 3/2 لقطاع تنمية الاتصالات", ["itu-d/question/3-2"]),
    ("التوصية ITU-T H.264 (2019/06)", ["itu-t/recommendation/h.264/2019-06"]),
    # Provisions: numbers of ITU's treaties, and what belongs to a treaty named elsewhere.
    ("للرقمين 70 و90A من الدستور", ["cs/number/70", "cs/number/90a"]),
    ("الأرقام من 151 إلى 154 من الدستور", ["cs/number/151", "cs/number/154"]),
    ("المادة 8 من اتفاقية الاتحاد والمادة 11A منها", ["cv/article/8", "cv/article/11a"]),
    ("تنص لوائح الراديو في مادتها 15", ["rr/article/15"]),
    ("المادة 22 والرقم 5.441B من لوائح الراديو", ["rr/article/22", "rr/number/5.441b"]),
    ("الفقرة 90 (ج) من برنامج عمل تونس", ["wsis/wsis-document/tunis-agenda/paragraph/90/c"]),
    # Parts before the number's owner.
    ("الملحق 2 بالقرار 49 (Rev.WRC-15)", ["wrc/resolution/49/2015/annex/2"]),
    (
        'البند 4 من فقرة "يقرر" من القرار 169 (المراجَع في بوخارست، 2022)',
        ["pp/resolution/169/2022/resolves/4"],
    ),
]

OTHERS = [
    "تنص المادة 5 من دستور الاتحاد الروسي على ذلك",
    "القرار 1332 لمجلس الاتحاد الأوروبي، والقواعد السارية للاتحاد الأوروبي",
    "أصدر وزير الاتصالات القرار رقم 71 لسنة 2018",
]


@pytest.mark.parametrize(("text", "targets"), CITED)
def test_arabic_words_cite(text: str, targets: list[str]) -> None:
    assert [c.target for c in _cited(text)] == targets


@pytest.mark.parametrize("text", OTHERS)
def test_what_others_adopted_is_not_cited(text: str) -> None:
    assert _cited(text) == []


@pytest.mark.parametrize(
    ("opener", "verb"),
    [
        ("إذ يذكّر", "recalling"),
        ("وإذ تذكّر", "recalling"),
        ("إذ تضع في اعتبارها", "considering"),
        ("تقرر", "resolves"),
        ("تكلف مدير مكتب تقييس الاتصالات", "instructs-DirTSB"),
    ],
)
def test_verbs_of_either_gender_open_clauses(opener: str, verb: str) -> None:
    (cited,) = _cited(f"{opener}\nب)\tبالقرار 71 (المراجَع في بوخارست، 2022)؛")
    assert (cited.verb, cited.item) == (verb, "ب)")


def _cited(text: str) -> list[itugraph.Citation]:
    return extract(read_bytes("text.txt", text.encode(), ".txt"), Registry.load())
