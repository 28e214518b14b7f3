"""Names of languages, as databases write them in their interface's language, to ISO 639-1 codes."""

from __future__ import annotations

import unicodedata

# The code, then English, German, French, Spanish, Italian, Portuguese, Dutch, Russian, Chinese, Japanese and own names.
_NAMES = {
    "en": "english englisch anglais ingles inglese engels английский 英文 英语 英語",
    "de": "german deutsch allemand aleman tedesco alemao duits немецкий 德文 德语 ドイツ語",
    "fr": "french franzosisch francais frances francese frans французский 法文 法语 フランス語",
    "es": "spanish spanisch espagnol espanol spagnolo espanhol spaans испанский 西班牙文 西班牙语 スペイン語",
    "it": "italian italienisch italien italiano italiaans итальянский 意大利文 意大利语 義大利文 イタリア語",
    "pt": "portuguese portugiesisch portugais portugues portoghese portugees португальский 葡萄牙文 葡萄牙语",
    "nl": "dutch niederlandisch neerlandais neerlandes holandes olandese nederlands нидерландский 荷兰文 荷兰语 荷蘭文",
    "ru": "russian russisch russe ruso russo русскии русский 俄文 俄语 俄語 ロシア語",
    "zh": "chinese chinesisch chinois chino cinese chines китайский 中文 简体中文 繁体中文 中国語 中文(簡體)",
    "ja": "japanese japanisch japonais japones giapponese japans японский 日文 日语 日本語",
    "ko": "korean koreanisch coreen coreano koreaans корейский 韩文 韩语 韓文 韓国語 한국어",
    "ar": "arabic arabisch arabe arabo арабский 阿拉伯文 阿拉伯语 العربية عربي",
    "fa": "persian persisch persan persa persiano perzisch farsi персидскии персидский 波斯文 波斯语 فارسی",
    "he": "hebrew hebraisch hebreu hebreo ebraico hebraico hebreeuws иврит 希伯来文 希伯来语 עברית",
    "ur": "urdu ourdou ourdu урду 乌尔都语 اردو",
    "uk": "ukrainian ukrainisch ukrainien ucraniano ucraino oekraiens украинскии украинский 乌克兰语 українська",
    "tr": "turkish turkisch turc turco turks турецкий 土耳其文 土耳其语",
    "pl": "polish polnisch polonais polaco polacco pools польский 波兰文 波兰语",
    "sv": "swedish schwedisch suedois sueco svedese svenska zweeds шведский 瑞典文 瑞典语",
    "no": "norwegian norwegisch norvegien noruego norvegese norsk",
    "da": "danish danisch danois danes danese dansk deens",
    "fi": "finnish finnisch finnois fines finlandese suomi 芬兰文 芬蘭文",
}
_CODES = {"中文(繁體)": "zh"} | {name: code for code, names in _NAMES.items() for name in names.split()}


def language_code(name: str) -> str:
    """Return the code of a language; a name that is not known comes back as it is.

    >>> [language_code(name) for name in ("Englisch", "en-GB", "Français", "Klingon", "")]
    ['en', 'en', 'fr', 'Klingon', '']
    """
    folded = "".join(c for c in unicodedata.normalize("NFD", name.strip().lower()) if not unicodedata.combining(c))
    composed = name.strip().lower()
    bare = folded.replace("_", "-").split("-")[0]
    if len(bare) == 2 and bare.isascii() and bare.isalpha():
        return bare
    return _CODES.get(folded) or _CODES.get(composed) or name.strip()
