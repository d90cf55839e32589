"""What English words do to a fact: those that mean the same, those that turn it round, and those that hardly matter."""

from __future__ import annotations

import re
from functools import lru_cache

SOFT = frozenset(
    """
    a an the this that these those it its they them their there he she we our us you your i my one's which who whose
    whom what where is are was were be been being am do does did doing has have had having will would shall get gets
    got of to in on at by for from with as into onto upon via per through and or but so then than also too very just
    really quite rather simply basically actually essentially typically usually generally often always mostly mainly
    normally commonly frequently again already still even both each every all any such like same other own some more
    most much many several various one can could may might must should here now e.g i.e eg ie etc example when while
    if because since whereas although though however therefore thus hence moreover furthermore namely thereby about
    up out s d ll re ve ca wo
    """.split()
)
"""Words of grammar: one more or less changes no fact."""

OPENERS = frozenset(
    """
    in on at by for from with without as into onto via per through to and or but so then than which who whose that
    where when while if because since whereas although though unless until during after before under over between
    within against among however therefore thus hence i.e e.g eg ie such like including namely using being thanks
    due
    """.split()
)
"""Words that a clause opens with."""

HARD = frozenset(
    """
    not no never none neither nor without cannot only hardly rarely seldom barely except unless nothing nobody
    nowhere zero two three four five six seven eight nine ten eleven twelve hundred thousand million first second
    third fourth fifth last once twice thrice double triple half quarter
    """.split()
)
"""Words that a fact hangs on: negations and numbers."""

_IRREGULAR = dict(
    pair.split(":")
    for pair in """
    axes:axis indices:index indexes:index matrices:matrix vertices:vertex criteria:criterion phenomena:phenomenon
    hypotheses:hypothesis analyses:analysis biases:bias buses:bus statuses:status using:use used:use children:child
    men:man women:woman people:person ran:run running:run made:make making:make took:take taken:take taking:take
    gave:give given:give kept:keep built:build wrote:write written:write writing:write found:find held:hold sent:send
    learnt:learn chose:choose chosen:choose began:begin begun:begin grew:grow grown:grow shown:show saw:see seen:see
    went:go gone:go goes:go came:come brought:bring left:leave lost:lose meant:mean thought:think told:tell
    """.split()
)


@lru_cache(maxsize=1 << 14)
def stem(word: str) -> str:
    """A word without its ending: `computes` and `computed` are `comput`."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4 or not word.isascii() or not word.isalpha() or word in HARD:
        return word
    for ending in ("ies", "ied"):
        if word.endswith(ending) and len(word) > 4:
            return word[:-3] + "y"
    for ending in ("ing", "ed", "es", "s", "e"):
        base = word.removesuffix(ending)
        if base != word and len(base) >= 3 and _VOWEL.search(base) and not (ending == "s" and base[-1] in "siu"):
            return base[:-1] if _DOUBLED.search(base) and ending in ("ing", "ed") else base
    return word


_VOWEL = re.compile("[aeiouy]")
_DOUBLED = re.compile(r"([bdgmnprt])\1$")


_SYNONYMS = """
    use employ utilise utilize apply leverage | show display demonstrate illustrate exhibit reveal depict
    make create produce generate construct build form | begin start commence initiate | end finish terminate conclude
    help assist aid facilitate | allow permit enable let | require need demand | obtain acquire get gain
    give provide supply offer yield deliver | keep retain preserve maintain | hold contain store include comprise
    compute calculate | change alter modify adjust adapt | fix repair correct mend | choose select pick
    find discover locate detect identify | remove delete eliminate discard drop erase | combine merge join unite fuse
    split divide separate partition | connect link attach | send transmit pass | convert transform turn translate
    copy duplicate clone replicate | describe explain characterise characterize | define specify
    represent denote signify | run execute perform | update refresh renew
    reduce decrease lower lessen diminish shrink | increase raise enlarge boost grow | improve enhance better
    avoid prevent stop | measure gauge quantify assess evaluate | compare contrast | repeat iterate | call invoke
    estimate approximate | arrange order sort organise organize | gather collect | ensure guarantee | happen occur
    attempt try | ask request | answer respond reply | consider regard | examine inspect check verify | learn acquire
    remember recall | treat handle deal process | broaden widen extend expand
    speed accelerate quicken | slow decelerate
    fast faster fastest quick quicker quickest quickly rapid rapidly swift swiftly
    big large huge great vast sizeable
    small little tiny minor slight | important essential crucial vital key significant
    main primary principal chief major | simple easy straightforward | hard difficult tough challenging
    common usual typical ordinary widespread | rare unusual uncommon | correct right accurate
    wrong incorrect erroneous | whole entire complete full | different distinct diverse | similar alike comparable
    identical same | fixed constant unchanging | random arbitrary stochastic | useful helpful handy
    famous popular | new novel recent | old former previous prior | enough sufficient adequate
    many numerous several multiple various lots | few little | strong powerful robust | cheap inexpensive
    costly expensive | suitable appropriate fitting proper | unneeded unnecessary needless
    specific particular certain | general generic | basic fundamental elementary | necessary needed required
    slowly gradually | directly immediately instantly straight
    usually generally typically normally commonly often frequently | approximately roughly nearly about around almost
    mainly mostly primarily chiefly largely | together jointly | separately individually | simultaneously concurrently
    efficiently effectively | completely entirely fully totally wholly | only solely merely
    method technique approach way procedure | example instance | kind type sort | part portion piece component
    goal aim objective purpose | problem issue difficulty | task job | result outcome consequence | error mistake
    benefit advantage | drawback disadvantage downside | group collection bunch | property attribute characteristic
    idea concept notion | step stage phase | amount quantity | picture image photo | place position location spot
    beginning outset | area region zone | aspect facet | effect impact influence affect | reason cause
    chance probability likelihood odds | ability capability capacity | structure layout arrangement | list listing
    speed velocity pace | storage memory | programme program | dimension axis | guess hunch | answer reply response
    change alteration modification | because since as | whereas while | however but yet though although
    therefore thus hence so consequently | thanks due owing | during throughout | instead rather | inside within
    outside beyond | near close | moreover furthermore additionally besides also too | i.e namely
"""
_MEANINGS: dict[str, str] = {}
for _group in _SYNONYMS.replace("\n", "|").split("|"):
    _stems = [stem(_word) for _word in _group.split()]
    for _one in _stems:
        _MEANINGS.setdefault(_one, _stems[0])


@lru_cache(maxsize=1 << 14)
def root(word: str) -> str:
    """One word for all forms of a word, and for the words that mean the same."""
    bare = stem(word)
    return _MEANINGS.get(bare, bare)


_ALTERNATIVES = """
    before after | with without | and or nor | to from | in out | on off | over under above below | up down
    left right | first last | min max | minimum maximum | minim maximis maximiz minimis | increase reduce
    more less fewer | most least | all some none no few many any | always never sometimes often rarely seldom
    can must should may cannot might | forward backward backwards forwards reverse | row column | input output
    train test validation | true false | high low upper lower | large small big | fast slow | static dynamic
    eager graph lazy | dense sparse ragged | local global | encoder decoder | encode decode | push pull pop
    read write | add remove subtract | start end begin finish | open close | source target | precision recall accuracy
    bias variance weight | overfit underfit | supervised unsupervised | mutable immutable | positive negative
    numerator denominator | mean median mode variance sum | linear nonlinear | cpu gpu tpu | shallow deep | long short
    wide narrow | old new | early late | best worst | good bad | same different | inside outside | public private
    save restore load | stack split concat | grow shrink | horizontal vertical | ascent descent | ascending descending
    odd even | client server | parent child | query key value | past future | hidden visible | soft hard
    explode vanish | exploding vanishing | update reset forget | discriminative generative | classification regression
    scalar vector matrix tensor | width height depth | integer float string boolean | strong weak | simple complex
    cause effect | gain loss | success failure | if unless | while until | multiply divide | square cube root
    enable disable prevent | include exclude | accept reject | real fake | continuous discrete | symmetric asymmetric
    parallel serial sequential | batch layer group instance
"""
_SIDES: dict[str, set[int]] = {}
for _number, _group in enumerate(_ALTERNATIVES.replace("\n", "|").split("|")):
    for _word in _group.split():
        _SIDES.setdefault(root(_word), set()).add(_number)


@lru_cache(maxsize=1 << 15)
def are_opposed(one: str, other: str) -> bool:
    """Whether two roots are alternatives, such as `row` and `column`, or one is the other turned round by a prefix."""
    short, long = (one, other) if len(one) < len(other) else (other, one)
    if len(short) > 3 and long.endswith(short) and long.removesuffix(short) in _TURNING:
        return True
    return one != other and bool(_SIDES.get(one, _NOWHERE) & _SIDES.get(other, _NOWHERE))


_TURNING = frozenset("a an anti bi de di dis down il im in ir mis multi non over semi sub super un uni under".split())
_NOWHERE: set[int] = set()

_LOOKALIKES = """
    causal casual | trail trial | form from | model modal mode node | score store | sample simple | loss less lost lose
    state stage stale slate | stride strike stripe | mask mark task | rank rang rand | sparse spare | batch patch bath
    layer later | scalar scaler | shape share | value valve | filed field | taken token | weight height
    affect effect | mean median | stack slack stock | rate rage | grate gate | parse parser | tensor tension
    trained traced | trace train | united untied | angel angle | diary dairy | conversation conservation
    regression repression | sigmoid sigma | inference interference | quite quiet | lose loose | then than
    there three | through though thorough | word world | count court | slice splice | string strong | unit unite
    point paint print | read reads | sort soft | part port | adaption adoption | discreet discrete
    principal principle | complement compliment | desert dessert | statistic statistical stochastic | compute commute
    fold gold | load lead | bound round | line link | padding pudding | pool pole | cross gross | learn lean
    clean clear | hear heat head | perception reception
"""
_LOOKS: dict[str, set[int]] = {}
for _number, _group in enumerate(_LOOKALIKES.replace("\n", "|").split("|")):
    for _word in _group.split():
        _LOOKS.setdefault(stem(_word), set()).add(_number)


def are_lookalikes(one: str, other: str) -> bool:
    """Whether two words that look like one misspelt are both words."""
    one, other = stem(one), stem(other)
    return one != other and bool(_LOOKS.get(one, _NOWHERE) & _LOOKS.get(other, _NOWHERE))
