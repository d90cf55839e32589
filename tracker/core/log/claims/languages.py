"""The words that open an entry of a log, language by language, folded so that case and accents do not matter."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache


def fold(word: str) -> str:
    """The word without case and accents; a Turkish dotless i becomes an i."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).replace("ı", "i")


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language. In every field blanks separate words, `_` stands for a blank within one."""

    day: str
    """Every form of the word for day."""
    week: str = ""
    round: str = ""
    """Words for a larger unit that days are counted in, such as `round 2 day 15`."""
    months: str = ""
    """Twelve groups; `|` separates the forms of one month: the name, inflected forms, abbreviations."""
    weekdays: str = ""
    numbers: str = ""
    """From one onwards; `|` separates the forms of one number."""
    ordinals: str = ""
    """From first onwards; `|` separates the forms of one ordinal."""
    joins: str = ""
    """Words between two days that are both meant: `6 and 7`."""
    ranges: str = ""
    """Words between the ends of a range: `6 to 9`."""
    totals: str = ""
    """Words between a day and how many there will be: `6 of 100`."""
    dotted: bool = False
    """Whether `3.` is an ordinal."""


_ENGLISH_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_ENGLISH_FIRSTS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth"
)
_ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def _english(ones: str, tens: list[str], hundred: str) -> str:
    """One to a hundred, from the words below twenty and the tens as they stand alone."""
    words = ones.split()
    for ten, alone in zip(_ENGLISH_TENS, tens, strict=True):
        words += [alone, *(f"{ten}_{one}" for one in words[:9])]
    return " ".join([*words, hundred])


LANGUAGES = {
    "en": Language(
        day="day days entry",
        week="week weeks wk",
        round="round rounds season sprint cycle phase module month year",
        months="january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep "
        "october|oct november|nov december|dec",
        weekdays="monday|mon tuesday|tues|tue wednesday|wed thursday|thurs|thur|thu friday|fri saturday|sat sunday|sun",
        numbers=_english(_ENGLISH_ONES, _ENGLISH_TENS, "hundred|one_hundred|a_hundred"),
        ordinals=_english(_ENGLISH_FIRSTS, [f"{ten[:-1]}ieth" for ten in _ENGLISH_TENS], "hundredth"),
        joins="and",
        ranges="to through thru till until",
        totals="of out_of",
    ),
    "de": Language(
        day="tag tage",
        week="woche wochen kw",
        round="runde",
        months="januar|jänner|jan|jän februar|feb märz|maerz|mär|mrz april|apr mai juni|jun juli|jul august|aug "
        "september|sept|sep oktober|okt november|nov dezember|dez",
        weekdays="montag|mo dienstag|di mittwoch|mi donnerstag|do freitag|fr samstag|sonnabend|sa sonntag|so",
        numbers="eins|ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn "
        "sechzehn siebzehn achtzehn neunzehn zwanzig "
        "einundzwanzig zweiundzwanzig dreiundzwanzig vierundzwanzig fünfundzwanzig "
        "sechsundzwanzig siebenundzwanzig achtundzwanzig neunundzwanzig dreißig einunddreißig",
        ordinals="erster|erste|ersten zweiter|zweite|zweiten dritter|dritte|dritten vierter|vierte fünfter|fünfte "
        "sechster|sechste siebter|siebte|siebenter achter|achte neunter|neunte zehnter|zehnte",
        joins="und",
        ranges="bis",
        totals="von",
        dotted=True,
    ),
    "fr": Language(
        day="jour jours journée",
        week="semaine semaines",
        round="tour ronde saison",
        months="janvier|janv|jan février|févr|fév mars avril|avr mai juin juillet|juil août septembre|sept octobre|oct "
        "novembre|nov décembre|déc",
        weekdays="lundi|lun mardi|mar mercredi|mer jeudi|jeu vendredi|ven samedi|sam dimanche|dim",
        numbers="un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix_sept "
        "dix_huit dix_neuf vingt vingt_et_un vingt_deux vingt_trois vingt_quatre vingt_cinq vingt_six vingt_sept "
        "vingt_huit vingt_neuf trente trente_et_un",
        ordinals="premier|première deuxième|second|seconde troisième quatrième cinquième sixième septième huitième "
        "neuvième dixième",
        joins="et",
        ranges="à au",
        totals="sur de",
    ),
    "es": Language(
        day="día días jornada",
        week="semana semanas",
        round="ronda vuelta",
        months="enero|ene febrero|feb marzo|mar abril|abr mayo|may junio|jun julio|jul agosto|ago "
        "septiembre|setiembre|sept|sep octubre|oct noviembre|nov diciembre|dic",
        weekdays="lunes|lun martes|mar miércoles|mié jueves|jue viernes|vie sábado|sáb domingo|dom",
        numbers="uno|un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
        "diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis "
        "veintisiete veintiocho veintinueve treinta treinta_y_uno",
        ordinals="primer|primero segundo tercer|tercero cuarto quinto sexto séptimo octavo noveno décimo",
        joins="y e",
        ranges="a al hasta",
        totals="de",
    ),
    "pt": Language(
        day="dia dias",
        week="semana semanas",
        round="rodada ronda",
        months="janeiro|jan fevereiro|fev março|mar abril|abr maio|mai junho|jun julho|jul agosto|ago setembro|set "
        "outubro|out novembro|nov dezembro|dez",
        weekdays="segunda|segunda_feira|seg terça|terça_feira|ter quarta|quarta_feira|qua quinta|quinta_feira|qui "
        "sexta|sexta_feira|sex sábado|sáb domingo|dom",
        numbers="um dois três quatro cinco seis sete oito nove dez onze doze treze quatorze|catorze quinze "
        "dezesseis|dezasseis dezessete|dezassete dezoito dezenove|dezanove vinte vinte_e_um vinte_e_dois vinte_e_três "
        "vinte_e_quatro vinte_e_cinco vinte_e_seis vinte_e_sete vinte_e_oito vinte_e_nove trinta trinta_e_um",
        ordinals="primeiro segundo terceiro quarto quinto sexto sétimo oitavo nono décimo",
        joins="e",
        ranges="a ao até",
        totals="de",
    ),
    "it": Language(
        day="giorno giorni giornata",
        week="settimana settimane",
        round="giro",
        months="gennaio|gen febbraio|feb marzo|mar aprile|apr maggio|mag giugno|giu luglio|lug agosto|ago "
        "settembre|set|sett ottobre|ott novembre|nov dicembre|dic",
        weekdays="lunedì|lun martedì|mar mercoledì|mer giovedì|gio venerdì|ven sabato|sab domenica|dom",
        numbers="uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici "
        "sedici diciassette diciotto diciannove venti "
        "ventuno ventidue ventitré ventiquattro venticinque ventisei ventisette "
        "ventotto ventinove trenta trentuno",
        ordinals="primo|prima secondo|seconda terzo|terza quarto|quarta quinto|quinta sesto settimo ottavo nono decimo",
        joins="e ed",
        ranges="a al",
        totals="di su",
    ),
    "nl": Language(
        day="dag dagen",
        week="week weken",
        round="ronde",
        months="januari|jan februari|feb maart|mrt april|apr mei juni|jun juli|jul augustus|aug september|sept|sep "
        "oktober|okt november|nov december|dec",
        weekdays="maandag|ma dinsdag|di woensdag|wo donderdag|do vrijdag|vr zaterdag|za zondag|zo",
        numbers="een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien "
        "zeventien achttien negentien twintig eenentwintig tweeëntwintig drieëntwintig vierentwintig vijfentwintig "
        "zesentwintig zevenentwintig achtentwintig negenentwintig dertig eenendertig",
        ordinals="eerste tweede derde vierde vijfde zesde zevende achtste negende tiende",
        joins="en",
        ranges="tot t/m",
        totals="van",
    ),
    "sv": Language(
        day="dag dagar dage dager",
        week="vecka uge uke",
        months="januari|januar|jan februari|februar|feb mars|marts april|apr maj|mai juni|jun juli|jul augusti|august "
        "september|sep oktober|okt november|nov december|desember|dec|des",
        weekdays="måndag|mandag tisdag|tirsdag onsdag torsdag fredag lördag|lørdag söndag|søndag",
        joins="och og",
        ranges="till til",
        totals="av",
        dotted=True,
    ),
    "pl": Language(
        day="dzień dni",
        week="tydzień",
        months="styczeń|stycznia luty|lutego marzec|marca kwiecień|kwietnia maj|maja czerwiec|czerwca lipiec|lipca "
        "sierpień|sierpnia wrzesień|września październik|października listopad|listopada grudzień|grudnia",
        weekdays="poniedziałek wtorek środa czwartek piątek sobota niedziela",
        joins="i",
        ranges="do",
        totals="z",
        dotted=True,
    ),
    "hr": Language(
        day="dan dana dani",
        week="tjedan tjedna nedelja nedelje",
        months="siječanj|siječnja|januar|januara veljača|veljače|februar|februara ožujak|ožujka|mart|marta "
        "travanj|travnja|april|aprila svibanj|svibnja|maj|maja lipanj|lipnja|jun|juna srpanj|srpnja|jul|jula "
        "kolovoz|kolovoza|avgust|avgusta rujan|rujna|septembar|septembra oktobar|oktobra "
        "studeni|studenog|studenoga|novembar|novembra prosinac|prosinca|decembar|decembra",
        joins="i",
        ranges="do",
        totals="od",
        dotted=True,
    ),
    "cs": Language(
        day="den dne dny dnů",
        week="týden týdne",
        months="leden|ledna únor|února březen|března duben|dubna květen|května červen|června červenec|července "
        "srpen|srpna září říjen|října listopad|listopadu prosinec|prosince",
        joins="a",
        ranges="až",
        totals="z",
        dotted=True,
    ),
    "ro": Language(
        day="ziua zi zilele",
        week="săptămâna",
        months="ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
        joins="și",
        ranges="până",
        totals="din",
    ),
    "hu": Language(
        day="nap",
        week="hét",
        months="január február március április május június július augusztus szeptember október november december",
        joins="és",
        ranges="",
        totals="",
        dotted=True,
    ),
    "ru": Language(
        day="день дня дни дней",
        week="неделя недели",
        round="раунд",
        months="январь|января|янв февраль|февраля|фев|февр март|марта|мар апрель|апреля|апр май|мая июнь|июня|июн "
        "июль|июля|июл август|августа|авг сентябрь|сентября|сен|сент октябрь|октября|окт ноябрь|ноября|ноя|нояб "
        "декабрь|декабря|дек",
        weekdays="понедельник|пн вторник|вт среда|ср четверг|чт пятница|пт суббота|сб воскресенье|вс",
        numbers="один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать "
        "четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать двадцать",
        ordinals="первый|первая второй|вторая третий|третья четвертый|четвёртый пятый шестой седьмой восьмой девятый "
        "десятый",
        joins="и",
        ranges="до по",
        totals="из",
    ),
    "tr": Language(
        day="gün günü günler",
        week="hafta",
        round="tur",
        months="ocak|oca şubat|şub mart|mar nisan|nis mayıs|may haziran|haz temmuz|tem ağustos|ağu eylül|eyl ekim|eki "
        "kasım|kas aralık|ara",
        weekdays="pazartesi|pzt salı|sal çarşamba|çar perşembe|per cuma|cum cumartesi|cmt pazar|paz",
        numbers="bir iki üç dört beş altı yedi sekiz dokuz on on_bir on_iki on_üç on_dört on_beş on_altı on_yedi "
        "on_sekiz on_dokuz yirmi yirmi_bir yirmi_iki yirmi_üç yirmi_dört yirmi_beş yirmi_altı yirmi_yedi yirmi_sekiz "
        "yirmi_dokuz otuz otuz_bir",
        ordinals="birinci|ilk ikinci üçüncü dördüncü beşinci altıncı yedinci sekizinci dokuzuncu onuncu",
        joins="ve",
        dotted=True,
    ),
    "id": Language(
        day="hari",
        week="minggu pekan",
        round="putaran ronde",
        months="januari|jan februari|feb|peb maret|mar april|apr mei juni|jun juli|jul agustus|agu|agt|ags "
        "september|sep|sept oktober|okt november|nov|nop desember|des",
        weekdays="senin|sen selasa|sel rabu|rab kamis|kam jumat|jum sabtu|sab minggu|min",
        numbers="satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas dua_belas tiga_belas empat_belas "
        "lima_belas enam_belas tujuh_belas delapan_belas sembilan_belas dua_puluh",
        ordinals="pertama|kesatu kedua ketiga keempat kelima keenam ketujuh kedelapan kesembilan kesepuluh",
        joins="dan",
        ranges="sampai hingga",
        totals="dari",
    ),
    "vi": Language(
        day="ngày",
        week="tuần",
        round="vòng",
        weekdays="thứ_hai|thứ_2 thứ_ba|thứ_3 thứ_tư|thứ_4 thứ_năm|thứ_5 thứ_sáu|thứ_6 thứ_bảy|thứ_7 chủ_nhật",
        numbers="một hai ba bốn năm sáu bảy tám chín mười mười_một mười_hai mười_ba mười_bốn mười_lăm mười_sáu "
        "mười_bảy mười_tám mười_chín hai_mươi",
        ordinals="nhất|thứ_nhất thứ_hai thứ_ba tư|thứ_tư thứ_năm thứ_sáu thứ_bảy thứ_tám thứ_chín thứ_mười",
        joins="và",
        ranges="đến tới",
        totals="trên trong",
    ),
    "hi": Language(
        day="दिन दिवस",
        week="सप्ताह हफ्ता",
        months="जनवरी फरवरी|फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर|सितम्बर अक्टूबर|अक्तूबर नवंबर|नवम्बर दिसंबर|दिसम्बर",
        weekdays="सोमवार मंगलवार बुधवार गुरुवार|बृहस्पतिवार शुक्रवार शनिवार रविवार",
        numbers="एक दो तीन चार पाँच|पांच छह|छः सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह सोलह सत्रह अठारह उन्नीस बीस",
        ordinals="पहला दूसरा तीसरा चौथा पाँचवाँ|पांचवां छठा सातवाँ|सातवां आठवाँ|आठवां नौवाँ|नौवां दसवाँ|दसवां",
        joins="और",
        ranges="से",
        totals="का में",
    ),
    "ar": Language(day="اليوم يوم", week="الأسبوع أسبوع", joins="و", ranges="إلى", totals="من"),
    "zh": Language(
        day="天 日",
        weekdays="星期一|周一|週一|禮拜一 星期二|周二|週二|禮拜二 星期三|周三|週三|禮拜三 星期四|周四|週四|禮拜四 "
        "星期五|周五|週五|禮拜五 星期六|周六|週六|禮拜六 星期日|星期天|周日|週日|周天|禮拜日|禮拜天",
        joins="和 与 與 及",
        ranges="到 至",
    ),
    "ja": Language(
        day="日目",
        weekdays="月曜日|月曜|月 火曜日|火曜|火 水曜日|水曜|水 木曜日|木曜|木 金曜日|金曜|金 "
        "土曜日|土曜|土 日曜日|日曜|日",
        joins="と",
        ranges="から",
    ),
    "ko": Language(
        day="일차 일째",
        weekdays="월요일|월 화요일|화 수요일|수 목요일|목 금요일|금 토요일|토 일요일|일",
        joins="와 과",
        ranges="부터",
    ),
}  # fmt: skip

LEADS = frozenset(
    fold(word)
    for word in "log logs entry entries diary journal devlog worklog date session note notes update progress datum "
    "tagebuch eintrag protokoll journal séance seance entrée fecha entrada diario bitácora sesión "
    "data registro sessão diário "
    "dagboek logboek дата запись дневник tarih günlük tanggal catatan jurnal nhật_ký दिनांक तारीख "
    "日期 日付 日記 日记 日志 日誌 날짜 일지 일기 "
    "daily learning study coding my".split()
)
"""Words that may stand before a date or before the word for day."""

ARTICLES = frozenset("den le el il".split())
"""Words that may stand before a date."""


def _pairs(groups: str, first: int = 1) -> Iterator[tuple[str, int]]:
    """Each word with the place of its group."""
    for place, group in enumerate(groups.split(), first):
        for word in group.split("|"):
            yield fold(word.replace("_", " ")), place


@dataclass(frozen=True, slots=True)
class Counting:
    """How the languages that share a word count what it names, in folded words."""

    numbers: dict[str, int]
    """Cardinals and ordinals."""
    joins: frozenset[str]
    ranges: frozenset[str]
    totals: frozenset[str]
    dotted: bool


_ZEROS = dict.fromkeys("zero null cero nul nol sifir ноль".split(), 0)


@cache
def _counting(languages: tuple[Language, ...]) -> Counting:
    def words(field: str) -> frozenset[str]:
        return frozenset(word for language in languages for word, _ in _pairs(getattr(language, field)))

    return Counting(
        numbers=_ZEROS
        | {word: value for each in languages for word, value in _pairs(each.numbers)}
        | {word: value for each in languages for word, value in _pairs(each.ordinals)},
        joins=words("joins"),
        ranges=words("ranges"),
        totals=words("totals"),
        dotted=any(language.dotted for language in languages),
    )


def _words(field: str) -> dict[str, Counting]:
    """Each word of the field with how the languages that know it count."""
    known: dict[str, tuple[Language, ...]] = {}
    for language in LANGUAGES.values():
        for word in getattr(language, field).split():
            known[fold(word)] = (*known.get(fold(word), ()), language)
    return {word: _counting(languages) for word, languages in known.items()}


DAY_WORDS = _words("day")
PLURALS = frozenset(fold(word) for word in "days tage jours días dias giorni dagen dagar dager дни weeks".split())
WEEK_WORDS = _words("week")
ROUND_WORDS = _words("round")
MONTHS = {word: month for language in LANGUAGES.values() for word, month in _pairs(language.months)}
WEEKDAYS = frozenset(word for language in LANGUAGES.values() for word, _ in _pairs(language.weekdays))
ORDINALS = {word: value for language in LANGUAGES.values() for word, value in _pairs(language.ordinals)}
ENGLISH_MONTHS = frozenset(word for word, _ in _pairs(LANGUAGES["en"].months))
