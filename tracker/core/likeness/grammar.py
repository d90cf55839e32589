"""Words of grammar: those that hardly matter, those that a fact hangs on, and those that a clause opens with.

English, German, French and Spanish, and the characters that do as much in Chinese, Japanese and Korean. A word that
is a noun or a letter of formulas elsewhere (`hat`, `son`, `y`, `o`) is in no table.
"""

from __future__ import annotations

SOFT = frozenset(
    """
    a an the this that these those it its it they them their there he she we our us you your i my one's which who whose
    whom what where is are was were be been being am do does did doing has have had having will would shall get gets
    got of to in on at by for from with as into onto upon via per through and or but so then than also too very just
    really quite rather simply basically actually essentially typically usually generally often always mostly mainly
    normally commonly frequently again already still even both each every all any such like same other own some more
    most much many several various one can could may might must should here now e.g i.e eg ie etc example when while
    if because since whereas although though however therefore thus hence moreover furthermore namely thereby about
    up out s d ll re ve ca wo either

    der die das dem den des ein eine einen einem einer eines und oder ist sind wird werden wurde wurden haben zu zum zur
    im am bei beim von vom mit für als dann auch sehr sich dass es sie er ihr ihre ihren seine seinen kann können
    jede jeder jedes jedem jeden wenn weil da während bzw
    le la les un une du de et ou est sont être ont avec pour par dans en au aux à ce cette ces se sa ses leur leurs qui
    que dont comme il elle ils elles très chaque
    el los las unos unas del al ser está están con para por su sus lo muy también este esta estos estas cada

    的 了 着 也 就 是 把 将 在 和 与 及 可 以 能 会 很 所 の は が も と や ね よ で す
    """.split()
)
"""Words of grammar: one more or less changes no fact. (を, に, 被 are none: they tell who does it to whom.)"""

HARD = frozenset(
    """
    not no never none neither nor without cannot only hardly rarely seldom barely except unless nothing nobody
    nowhere non anti pre post semi quasi zero two three four five six seven eight nine ten eleven twelve hundred
    thousand million first second third fourth fifth last once twice thrice double triple half quarter

    nicht kein keine keinen keinem keiner keines ohne nie niemals nur weder außer null zwei drei vier fünf sechs sieben
    acht neun zehn hundert tausend erste ersten zweite zweiten dritte dritten halb doppelt
    ne pas jamais sans ni aucun aucune rien seul seule seulement sauf zéro deux trois quatre cinq six sept huit neuf dix
    cent mille premier première deuxième troisième demi
    nunca jamás sin ningún ninguno ninguna nada solo sólo solamente tampoco salvo excepto cero dos tres cuatro cinco
    seis siete ocho nueve diez cien mil primero primera segundo segunda tercero tercera medio doble

    不 没 沒 无 無 非 否 未 莫 勿 别 別 反 逆 禁 止 停 副 只 仅 僅 唯 零 一 二 三 四 五 六 七 八 九 十 百 千 万 萬 億
    两 両 半 な ぬ ま 안 못
    """.split()
)
"""Words that a fact hangs on: negations and numbers."""

FRONTED = frozenset(
    """
    in on at by for from with without into via per through when where while if because since whereas although though
    unless until during after before under over between within against among as

    bei beim im am mit ohne nach vor für durch von vom zum zur aus seit wenn weil während da falls zwischen über unter
    dans en au aux à par pour avec sans quand lorsque si après avant entre chez depuis pendant dès sous sur
    con sin por para cuando si durante después antes desde tras bajo al
    """.split()
)
"""Words that open a phrase that may as well stand at the front of what it is said of."""

OPENERS = FRONTED | frozenset(
    """
    onto to and or but so then than which who whose that however therefore thus hence i.e e.g eg ie such like including
    namely using being thanks due

    und oder aber sondern denn dass damit obwohl wobei welche welcher welches
    et ou mais car puisque dont qui
    pero sino porque aunque mientras que
    """.split()
)
"""Words that a clause opens with."""

INVERTED = frozenset(
    "bei beim im am mit nach vor für durch von vom zum zur aus seit wenn weil während falls zwischen".split()
)
"""Those after which the verb comes before its subject: the German ones."""


def is_negated_in_hangul(form: str) -> bool:
    """Whether a Korean word has a negation in it."""
    return any(part in form for part in ("않", "없", "못", "아니"))
