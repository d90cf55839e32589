"""Words that mean the same, and words that turn a fact round."""

from __future__ import annotations

import re
from functools import lru_cache

from tracker.core.likeness.grammar import HARD

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
    word = _IRREGULAR.get(word, word)
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


_NOWHERE: set[int] = set()

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
    outside beyond | near close | moreover furthermore additionally besides also too | i.e namely | no not
    store save | save keep | log record | prefer favour favor | run fire | cause trigger | give produce make | need take
    fix pin | cache memoise memoize | block prevent | kill terminate end | move shift | grow rise | fall drop sink
    config configuration | param parameter | arg argument | dep dependency | dev development | prod production
    db database | repo repository | env environment | func function | var variable | spec specification | init initial
    doc document documentation | temp temperature | coefficient factor | attr attribute

    kein keine keinen keinem keiner keines | verweist zeigt verweisen zeigen | verbietet untersagt verbieten untersagen
    benutzt verwendet nutzt benutzen verwenden nutzen | erzeugt erstellt bildet erzeugen erstellen bilden
    braucht benötigt brauchen benötigen | erhöht steigert vergrößert erhöhen steigern | verringert vermindert reduziert
    speichert sichert | liefert ergibt liefern ergeben | entfernt löscht entfernen löschen | bewirkt verursacht
    usa emplea utiliza usan emplean utilizan | reduce disminuye reducen disminuyen | produce genera producen generan
    aumenta incrementa aumentan incrementan | muestra enseña muestran | necesita requiere necesitan requieren
    elimina borra eliminan borran | guarda almacena guardan almacenan | permite deja permiten dejan
    utilise emploie utilisent emploient | produit génère produisent génèrent | augmente accroît augmentent
    diminue réduit diminuent réduisent | montre indique montrent indiquent | évite empêche évitent empêchent
    nécessite exige nécessitent exigent | supprime efface suppriment effacent | conserve garde conservent gardent
"""
_MEANINGS: dict[str, str] = {}
_SENSES: dict[str, set[int]] = {}
for _number, _group in enumerate(_SYNONYMS.replace("\n", "|").split("|")):
    _stems = [stem(_word) for _word in _group.split()]
    for _one in _stems:
        _MEANINGS.setdefault(_one, _stems[0])
        _SENSES.setdefault(_one, set()).add(_number)


@lru_cache(maxsize=1 << 14)
def root(word: str) -> str:
    """One word for all forms of a word, and for the words that mean the same."""
    bare = stem(word)
    return _MEANINGS.get(bare, bare)


def are_synonyms(one: str, other: str) -> bool:
    """Whether two words mean the same in one of their senses; `root` knows only the first of each."""
    return bool(_SENSES.get(stem(one), _NOWHERE) & _SENSES.get(stem(other), _NOWHERE))


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
    parallel serial sequential | batch layer group instance | live die | precede follow | rise fall | rise drop
    rise sink | dilate constrict | absorb secrete release | inhibit activate | inhibit stimulate | inhibit promote
    heat cool | bind release | attract repel | contract relax expand | oxidise oxidize reduce | lock unlock
    freeze melt | inhale exhale | appear disappear | succeed fail | create destroy | create remove
    insert delete update | send receive | hide show | strengthen weaken | accelerate slow | allow forbid | allow block
    allow prevent | promote block | promote prevent | promote suppress | stimulate block | stimulate suppress
    activate block | activate suppress | cover miss | permanent temporary | medial lateral | anterior posterior
    proximal distal | dorsal ventral | optimist pessimist | arithmetic geometric harmonic | artery vein | acid base
    rent buy sell | lead lag | peak trough | front back | top bottom | north south east west | buffer stream
    user system server client | stack queue heap | sender receiver | producer consumer | master slave

    mit ohne | vor nach | auf ab zu | ein aus an | hebt senkt | heben senken | öffnet schließt | über unter
    links rechts linke rechte linken rechten | oben unten | immer nie | mehr weniger | größer kleiner | große kleine
    steigt sinkt | steigt fällt | steigen sinken | steigen fallen | erhöht senkt | erhöht verringert
    erhöht vermindert | schneller langsamer | beschleunigt verlangsamt | beschleunigt bremst | erlaubt verbietet
    genitiv dativ akkusativ nominativ | kann muss darf soll | alle einige keine | arterie vene | arterien venen
    säure base | säuren basen | gibt nimmt | geben nehmen | avant après | avec sans | toujours jamais | plus moins
    gauche droite | augmente diminue | augmente réduit | sur sous | supérieur inférieur | peut doit | pile file
    artère veine | artères veines | accélère ralentit | ouvre ferme | antes después | con sin | siempre nunca
    más menos | izquierda derecha izquierdo derecho | aumenta disminuye | aumenta reduce | arteria vena
    arterias venas | acelera ralentiza | acelera frena | abre cierra | sube baja | puede debe | superior inferior
    imperfecto perfecto pluscuamperfecto | mayor menor | todos algunos ninguno
"""
_SIDES: dict[str, set[int]] = {}
for _number, _group in enumerate(_ALTERNATIVES.replace("\n", "|").split("|")):
    for _word in _group.split():
        _SIDES.setdefault(root(_word), set()).add(_number)


@lru_cache(maxsize=1 << 15)
def are_opposed(one: str, other: str) -> bool:
    """Whether two roots are alternatives, such as `row` and `column`, or differ in a prefix that turns a word round."""
    return one != other and (bool(_SIDES.get(one, _NOWHERE) & _SIDES.get(other, _NOWHERE)) or _is_turned(one, other))


def _is_turned(one: str, other: str) -> bool:
    """Whether both are one rest after two prefixes, as in `import` and `export`, or after one, as in `atypical`."""
    common, shorter = 0, min(len(one), len(other))
    while common < shorter and one[-1 - common] == other[-1 - common]:
        common += 1
    for rest in range(_REST, common + 1):
        before, after = one[: len(one) - rest], other[: len(other) - rest]
        if before and after:
            if before in _PREFIXES and after in _PREFIXES:
                return True
        elif (before or after) in _TURNING:
            return True
    return False


_REST = 4
"""Letters of the shortest rest."""
_TURNING = frozenset(
    """
    a an anti bi contra counter de di dis down il im in inter ir mis multi non nor over para post pre re semi sub super
    un uni under up des dé ent miss
    """.split()
)
"""Prefixes that make a word another one."""
_PREFIXES = _TURNING | frozenset(
    """
    ab ad ante auto cata cis ecto ef af e em en endo epi ex exo extra hetero homo hyper hypo infra intra intro iso macro
    micro mono oligo per peri poly pro pseudo retro sur sym syn trans ultra auf aus be ein er hin her nach ober rück
    unter über ver vor zer zu innen außen prä avant arrière sous pré hiper hipo sobre
    """.split()
)
"""Prefixes of which one in the place of another makes the word another one; English ones first, then others."""
