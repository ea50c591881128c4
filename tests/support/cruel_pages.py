"""Records that try what a page can hold: scripts, lengths, numbers, and characters that do not print."""

from support.libraries import Plain, amount_claim, date_claim, evidence, record, status_claim

# Name and text; each becomes a title, a summary, and the words of a statement.
TEXTS: dict[str, str] = {
    "chinese": "关于深化中古全面战略合作的协定与镍矿投资备忘录（一九九五年）",
    "traditional": "關於兩國經濟合作之協定，臺灣海峽、龍與鳳",
    "japanese": "日本国と中華人民共和国との間の平和友好条約、カタカナ・ひらがな・直す",
    "korean": "대한민국과 쿠바 공화국 간의 경제 협력에 관한 협정 직접 투자",
    "cyrillic": "Соглашение о сотрудничестве в области атомной энергетики, ёлка, їжак, ґанок",
    "vietnamese": "Hiệp định hợp tác kinh tế, thương mại giữa Việt Nam và Cuba, Nguyễn Đặng",
    "arabic": "اتفاقية التعاون الاقتصادي والتجاري بين الصين وكوبا (2014) «نص»",
    "persian": "پیمان همکاری‌های اقتصادی ایران و چین، ۱۴۰۰",
    "hebrew": "הסכם לשיתוף פעולה כלכלי (2014), נספח א׳",
    "mixed-directions": "Agreement اتفاقية No. 12/2014 הסכם and (brackets) العربية 3.5%",
    "greek": "Συμφωνία οικονομικής συνεργασίας άέήίόύώ",
    "hindi": "भारत और क्यूबा के बीच समझौता क्षत्रिय",
    "thai": "ความตกลงว่าด้วยความร่วมมือทางเศรษฐกิจ น้ำ",
    "others": "Ամերիկա საქართველო ኢትዮጵያ မြန်မာ ខ្មែរ ລາວ བོད་ ᠮᠣᠩᠭᠣᠯ தமிழ் বাংলা ᏣᎳᎩ 𐎠𐎡 𓀀",
    "emoji": "😀 ☢️ ⚠️ 👨‍👩‍👧‍👦 🏳️‍🌈 🇨🇳🇨🇺 👍🏽 1️⃣ ❤️‍🔥 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "controls": "NUL \x00 bell \x07 escape \x1b[31m delete \x7f C1 \x85\x9f end \u2028\u2029 \ufeff \ufffe",
    "bidi-controls": "\u202eright to left\u202c \u2066isolate\u2069 \u200fmark\u200e \u061c",
    "private": "private \ue000 \uf8ff \U000f0000 \U0010fffd and unassigned \u0378 \U0003fffd",
    "combining": "Z"
    + "\u0300\u0301\u0302\u0323\u0330" * 12
    + "algo \u0301 alone a\u20dd e\u0301\u0327",
    "signs": "∀x∈ℝ: x²≥0 ⇒ ½ ¾ ﬁ ﬀ Å № ℡ ㎏ ㏒ ⅷ ␀ ⏎ ☭ ⚖ 𝔄𝕏 ꙮ ﷽ ‱ ⁇ ",
    "spaces": "a\u00a0b\u2009c\u3000d\u200be\u2060f\u00adg\u202fh\u1680i",
    "word": "Donaudampfschifffahrtsgesellschaft" * 20,
    "address": "https://example.org/" + "very-long/" * 60 + "?a=" + "b" * 200,
    "han-word": "中华人民共和国" * 90,
    "typst": '#panic("x") #sys.inputs \\u{41} *b* _i_ `r` $x$ <label> @ref // c /* d */ [x] #let a = 1 = H - l',
    "pdf": "(unbalanced ((( ))) \\) 12 0 R endobj stream >> << /S /H1 (U1x0y0) (Note 1) /JavaScript",
}


def page_records() -> list[Plain]:
    """A record for each text, and those that are too many, too long, or next to nothing."""
    return [
        *(_of_text(name, text) for name, text in TEXTS.items()),
        _of_text("long-title", ("A treaty concerning the delimitation of " * 21)[:800]),
        _of_text("long-chinese-title", ("关于两国合作的协定" * 100)[:800]),
        record("arabic-first", title={"ar": TEXTS["arabic"], "en": "An agreement"}),
        record("hebrew-only", title={"he": TEXTS["hebrew"]}, summary=TEXTS["hebrew"] * 12),
        record("least", title={"en": "x"}, summary="x", claims=[_statement("s", "x")]),
        record("sectors", sectors=["mining", "energy", "trade"], summary="Word. " * 2_500),
        crowd(),
        noted(),
        disputed(),
    ]


def crowd(parties: int = 1_000) -> Plain:
    """A record with a thousand actions of its parties."""
    claims = [
        {
            "property": "party",
            "id": f"party-{number}",
            "value": {"party": "country:CHN", "role": "attendee", "office": f"Ratified {number}"},
            "evidence": [evidence()],
        }
        for number in range(parties)
    ]
    return record("crowd", claims=claims)


def noted(count: int = 300) -> Plain:
    """A record of as many claims as notes."""
    claims = []
    for number in range(count):
        claim = _statement(f"s{number}", f"Statement number {number}.")
        claim["evidence"] = [{"source": "survey", "locator": f"page {number}", "note": "A note."}]
        claims.append(claim)
    return record("noted", claims=claims)


def disputed(count: int = 36) -> Plain:
    """A record on which nobody agrees about anything."""
    amounts = [amount_claim(str(number + 1), name=f"a{number}") for number in range(count)]
    dates = [date_claim(str(1950 + number)) | {"id": f"d{number}"} for number in range(count)]
    return record("disputed", claims=[*amounts, *dates, status_claim("signed")])


def _of_text(name: str, text: str) -> Plain:
    claims: list[Plain] = [date_claim("2005-11"), status_claim("signed"), _statement("s", text)]
    claims[-1]["evidence"] = [{"source": "survey", "locator": text, "note": text}]
    return record(
        name,
        title={"en": text, "zh": text, "ar": text},
        summary=f"{text}\n\n{text}",
        claims=claims,
    )


def _statement(name: str, text: str) -> Plain:
    return {
        "property": "statement",
        "id": name,
        "value": {"text": text, "speaker": "country:CUB"},
        "evidence": [evidence()],
    }
