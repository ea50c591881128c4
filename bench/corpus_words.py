"""Words for made libraries: real ones of the field, and made-up ones spelled as in their language.

A word's rank decides how often it stands in a text, as in any language: the tenth is ten times as
rare as the first. So a few words are in every record and most are in very few.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from random import Random
from typing import NamedTuple

_WORDS_OF = {"en": 72_000, "es": 14_000, "ru": 18_000, "vi": 2_600, "zh": 9_000}
_SEED = "words 1"

_COMMON = {
    "en": "the of and in to a for with by on from between its under as at that was will be were "
    "said both two new first after over more than million billion government agreement signed",
    "es": "de la el en y los para con por entre del las sobre al un una acuerdo gobierno firmado",
    "ru": "и в о на с по между для из что был при до соглашение года правительство млн проект",
    "vi": "và của về giữa với trong cho hợp tác tại được năm chính phủ ký kết đồng dự án nước",
    "zh": "的 和 在 关于 与 合作 协定 政府 双方 签署 项目 贷款 贸易 投资",
}
_OF_THE_FIELD = {
    "en": "trade loan credit grant investment treaty memorandum understanding cooperation minister "
    "president visit delegation joint venture nickel cobalt copper lithium oil gas petroleum "
    "pipeline railway port airport telecommunications satellite nuclear power plant hydropower "
    "turbine solar wind sugar rice wheat soybean fisheries agriculture forestry livestock vaccine "
    "medical hospital doctors biotechnology science technology university students scholarship "
    "culture film museum language press media tourism visa consular extradition taxation double "
    "income customs tariff preferential quota export import exports imports goods services debt "
    "relief restructuring interest repayment concession mining exploration drilling offshore "
    "refinery shipyard vessels locomotives buses tractors equipment machinery textile garments "
    "steel cement construction housing stadium highway bridge dam irrigation water sanitation "
    "climate environment disaster earthquake hurricane humanitarian food aid emergency refugees "
    "border demarcation maritime defence military training exercise arms intelligence security "
    "police counterterrorism narcotics sanctions embargo recognition diplomatic relations embassy "
    "ambassador summit declaration communique protocol convention exchange notes ratification "
    "termination accession amendment annex supplementary framework strategic partnership dialogue "
    "commission committee ministry bank fund company corporation enterprise subsidiary shareholder "
    "stake acquisition contract tender feasibility study phase capacity megawatts tonnes kilometres "
    "barrels hectares workers engineers experts technicians reported announced planned completed "
    "suspended cancelled negotiated financed built supplied delivered opened launched inaugurated",
    "es": "cooperación comercio crédito inversión níquel petróleo convenio tratado visita "
    "declaración conjunta empresa ministerio salud educación energía transporte ferrocarril puerto "
    "azúcar turismo pesca deuda donación préstamo técnica científica cultural relaciones",
    "ru": "сотрудничество торговля кредит заём инвестиции никель нефть договор визит заявление "
    "совместное предприятие министерство энергетика транспорт железная дорога порт сахар туризм "
    "помощь долг оборона безопасность связь спутник атомная электростанция образование культура",
    "vi": "thương mại đầu tư tín dụng hiệp định tuyên bố chung chuyến thăm bộ trưởng năng lượng "
    "giao thông đường sắt cảng nông nghiệp lúa gạo y tế giáo dục văn hóa quốc phòng an ninh",
    "zh": "经济 技术 能源 石油 镍矿 铁路 港口 电信 卫星 核电 农业 水稻 医疗 教育 文化 旅游 国防 安全 "
    "外交 访问 声明 企业 银行 公司 部长 主席 总理 代表团 债务 援助 优惠 框架 备忘录 联合 建设 设备",
}

# Repeated signs are the frequent ones.
_BEGINNINGS = {
    "en": "t t t t s s s s c c c p p p b b m m m d d d r r r r l l l l n n n f g h h w k v "
    "st tr pr ch sh th br gr cl".split(),
    "es": "c c p p m m s s t t d d r r l n b f g h j v ll ch tr pr cr br gr bl fl qu".split(),
    "ru": "п п с с в в н н р р т к к м м д л л г б з ж х ч ш ц ст пр тр вз кр гр сл".split(),
}
_MIDDLES = {
    "en": "e e e e a a a i i i o o o u ea ou io ai y".split(),
    "es": "a a a a e e e o o o i i u ia ie ue ío á é ó".split(),
    "ru": "о о о о а а а е е е и и и у ы я ю ё".split(),
}
_ENDS = {
    "en": "n n n r r r s t l d m ck nt st".split() + [""] * 40,
    "es": "n n r r s s l d z".split() + [""] * 20,
    "ru": "н н р л т с м в к й ст ль нт".split() + [""] * 30,
}
_SUFFIXES = {
    "en": "s s ed ing er ation al ment ity ly".split() + [""] * 14,
    "es": "s s ción miento dad ado ada ar ero ista".split() + [""] * 10,
    "ru": "ый ого ение ений ом ами ская ский ть ов".split() + [""] * 6,
}
_VIET_BEGINNINGS = "b c ch d đ g gi h k kh l m n ng nh ph qu r s t th tr v x".split()
_VIET_RIMES = (
    "a à á ả ã ạ an án ản ang áng anh ảnh ao ác ạc ai ải âu ấu ân ận e è é en ế ết ên iên iến iện "
    "iêu i ì í in ính o ó ò on óng ông ống ộng ô ố ồ ơ ớ ờ ơn u ú ù un ung úng ư ứ ừ ưng ương ướng "
    "ược uyên uyết uân uất oa oá oàn"
).split()


class Vocabulary(NamedTuple):
    """The words of one language, the most frequent first; `joint` stands between two of them."""

    words: Sequence[str]
    joint: str

    def word(self, chance: Random) -> str:
        """One word, the frequent ones often."""
        # A power of an even number between 0 and 1 falls on rank r about as often as 1/r.
        return self.words[int(len(self.words) ** chance.random()) - 1]

    def phrase(self, chance: Random, length: int) -> str:
        """Some words in a row."""
        words, size, random = self.words, len(self.words), chance.random
        return self.joint.join([words[int(size ** random()) - 1] for _ in range(length)])

    def rare(self, chance: Random) -> str:
        """A word out of the less frequent ones, such as names are made of."""
        return self.words[chance.randrange(len(self.words) // 60, len(self.words))]


def seeded(name: str) -> Random:
    """A series of chances of its own, the same for the same name on every machine."""
    return Random(name)  # noqa: S311  texts are made, not secrets


@cache
def vocabulary(language: str) -> Vocabulary:
    """The words of `language`: one of en, es, ru, vi and zh; KeyError for any other."""
    chance = seeded(f"{_SEED} {language}")
    field = _OF_THE_FIELD[language].split()
    chance.shuffle(field)
    made = {"vi": _vietnamese, "zh": _chinese}.get(language)
    words = dict.fromkeys((*_COMMON[language].split(), *field))
    source = made(chance) if made else _spelled(chance, language)
    while len(words) < _WORDS_OF[language]:
        words[next(source)] = None
    return Vocabulary(tuple(words), "" if language == "zh" else " ")


def _spelled(chance: Random, language: str) -> Iterator[str]:
    """Words of syllables; the frequent ones, which come first, are the short ones."""
    begin, middle, end = _BEGINNINGS[language], _MIDDLES[language], _ENDS[language]
    suffixes, pick = _SUFFIXES[language], chance.choice
    for number in range(10**9):
        longest = 2 if number < 2_000 else 3
        syllables = range(chance.randint(1 if number < 500 else 2, longest))
        yield "".join(pick(begin) + pick(middle) + pick(end) for _ in syllables) + pick(suffixes)


def _vietnamese(chance: Random) -> Iterator[str]:
    """Written syllables; beyond single ones, pairs, as most Vietnamese words are."""
    pick = chance.choice
    for number in range(10**9):
        one = pick(_VIET_BEGINNINGS) + pick(_VIET_RIMES)
        yield one if number < 1_500 else f"{one} {pick(_VIET_BEGINNINGS)}{pick(_VIET_RIMES)}"


def _chinese(chance: Random) -> Iterator[str]:
    """Words of two characters, of which few hundred are in most texts."""
    signs = [chr(code) for code in range(0x4E00, 0x9FA5, 8)]
    chance.shuffle(signs)
    while True:
        yield "".join(signs[int(len(signs) ** chance.random()) - 1] for _ in range(2))
