"""The words that tell a statement about the subject from what a learner did, felt or is going to do.

Every set holds words in lower case, as `statement.words_of` cuts them. One paragraph of a set is about one language:
English, German, French, Spanish, Portuguese, Italian, Dutch, Vietnamese, Hindi, Russian, Turkish, Indonesian. Chinese,
Japanese and Korean have no blanks between words or inflect at the end of a sentence; their patterns are at the end.
"""

from __future__ import annotations

import re

PERSON = frozenset(
    """
    i'm i've i'll i'd im ive me my myself today yesterday tomorrow today's yesterday's tomorrow's
    ich mich meine meinen meinem meiner heute gestern morgen
    je moi aujourd'hui demain
    yo hoy ayer
    hoje ontem minha minhas meus
    oggi ieri
    ik mijn vandaag gisteren
    tôi mình
    मैंने मैं मुझे मेरा मेरी मेरे आज कल maine mujhe aaj
    я мне мной мой моя моё мои сегодня вчера завтра
    bugün dün yarın benim bugünkü
    saya aku kemarin
    저는 나는 내가 제가 오늘 오늘은 어제 내일
    """.split()
)
"""The learner, or the learner's own days."""

NO_PERSON_BEFORE = frozenset(
    """
    type part phase class grade volume chapter level step index section book for each element layer row column
    variable
    node sample x y w a input neuron unit position iteration item from range int
    """.split()
)
NO_PERSON_AFTER = frozenset("e o in is th j of to or represents denotes equals 0 1 n".split())
"""Around an i that is a number or an index."""

FILLERS = frozenset(
    """
    have has had also just finally then again still first after so and but now later almost basically mostly we
    day days mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday hr hrs h m min mins
    been successfully quickly briefly recently actually
    puis enfin aussi eu então também depois mais finalmente luego también después he ho poi anche habe dann heb
    """.split()
)
"""What may stand before the verb that opens a line."""

DID = frozenset(
    """
    learn learned learnt learning studied studying covered covering completed completing complete finished finishing
    finish implemented implementing understood read reading watched watching walked practiced practised practicing
    mastered asked
    practising practice performed performing started starting continued continuing continue built building wrote
    writing
    solved solving explored exploring reviewed reviewing revised revising tried trying did fixed added updated played
    adding fixing updating refactored refactoring deployed deploying designed designing moved removed installed
    installing
    configured coded coding debugged debugging tested researched researching attended joined participated made
    making got
    began begun skipped spent wasted worked working went gone listened listening looked looking prepared preparing
    experimented experimenting tweaked improved cleaned published uploaded pushed merged committed decided managed
    figured
    struggled bought played discovered discussed met wrapped revisited resumed enrolled submitted passed earned
    received downloaded scraped analyzed analysed collected investigated integrated migrated translated summarized
    noted
    planned planning browsed skimmed recapped recap walk creating created refreshed refreshing brushed brushing
    getting going doing used uploaded introduced
    gelernt gelesen gemacht geschaut geübt begonnen angefangen abgeschlossen erstellt wiederholt angesehen gebaut
    gelöst
    appris revu lu vu suivi fait continuer étudié étudier poursuivi repris découvert
    hice leí seguí resolví aprendiendo estudiando practicando viendo leyendo haciendo trabajando terminando
    li fiz revi assisti estudando aprendendo assistindo praticando lendo fazendo finalizando terminando continuando
    consegui resolvi concluí defini escrevi construí refiz vídeo-aulas
    imparato studiato fatto letto finito completato iniziato continuato visto creato seguito studiando guardato
    geleerd gelezen gemaakt gekeken geoefend begonnen afgerond gebouwd
    đã
    सीखा पढ़ा किया देखा seekha sikha padha
    прошел прошёл прошла прошли дочитал изучаю учу читаю смотрю делаю
    belajar mempelajari membaca menonton menyelesaikan melanjutkan mengerjakan membuat mencoba memahami berlatih
    mengulang
    """.split()
)
"""What a learner did or does, as the verb that opens a line."""

PASSIVE_TOO = frozenset(
    """
    added updated fixed built created installed configured designed removed moved deployed made set written tested
    collected
    received analyzed analysed translated integrated planned passed used merged given taken
    """.split()
)
"""Participles that may also open what is said about a thing: `built on a graph`."""
PASSIVE_FOLLOWERS = frozenset("to for by in when as on if where because at of from using only automatically".split())

NAMES_OF_THINGS = {
    "learning": frozenset("rate rates curve curves algorithm algorithms model models machine".split()),
    "working": frozenset("memory directory set tree".split()),
    "building": frozenset("block blocks".split()),
    "reading": frozenset("order comprehension".split()),
    "writing": frozenset("style".split()),
    "set": frozenset("is are of theory has comprehension operations can".split()),
    "made": frozenset("up of".split()),
    "read": frozenset("only write access".split()),
    "practice": frozenset("makes".split()),
    "making": frozenset("it".split()),
    "complete": frozenset("graph graphs case".split()),
    "testing": frozenset("set data".split()),
    "planning": frozenset("is".split()),
}
"""Words that make the name of a thing of the word before them."""

STATES = frozenset(
    """
    is are was were means refers has can cannot can't does must should will may might isn't aren't doesn't won't
    couldn't
    gives returns takes uses allows lets needs makes stores holds keeps contains consists includes creates computes
    provides represents performs produces records runs works helps tends becomes causes shows it's that's
    offers focuses comes goes stays gets finds grants wins hurts reports reacts relates reflects refuses resembles
    respects
    reduces prevents requires depends accepts applies describes defines learns converts compares combines
    exists increases decreases improves determines generates predicts minimizes maximizes minimises maximises belongs
    behaves differs inherits implements executes extracts detects enables ensures avoids handles operates occurs
    receives
    remains replaces removes solves tells treats varies adds subtracts multiplies accumulates
    aggregates assigns assumes brings calculates chooses classifies collects
    considers corresponds declares decides depicts derives determines discards
    encapsulates encodes decodes evaluates explains expresses fails fetches finds
    forgets happens ignores indicates initializes introduces involves
    iterates knows lacks listens loses modifies normalizes normalises obtains
    omits optimizes optimises overwrites penalizes penalises prefers preserves proves
    randomizes reaches refers rejects relies resolves respects retrieves
    seems separates serves shrinks shuffles skips slows specifies speeds
    squashes standardizes suffers summarizes takes
    unpacks unrolls validates vanishes zeroes
    ist sind bedeutet kann können muss müssen wird werden enthält gibt liefert verwendet erlaubt besteht dient heißt
    speichert berechnet nutzt braucht bezeichnet beschreibt bildet erzeugt darf ermöglicht
    est sont permet permettent signifie sert servent peut peuvent doit doivent contient contiennent retourne renvoie
    utilise possède représente consiste désigne définit crée c'est s'agit n'est
    es son está están permite permiten significa sirve sirven puede pueden debe deben contiene devuelve retorna tiene
    tienen utiliza representa consiste
    é são permite permitem significa pode podem deve devem contém retorna tem têm utiliza possui possuem
    è sono permette permettono significa può possono deve devono contiene restituisce utilizza rappresenta
    zijn betekent kan kunnen moet moeten wordt worden heeft hebben bevat geeft gebruikt bestaat zorgt
    là được giúp gồm phải nghĩa chứa
    है हैं होता होती होते सकता सकते सकती hai hain hota hoti
    это является являются есть имеет имеют используется используются позволяет позволяют может могут нужно нужен
    нельзя
    возвращает содержит состоит называется называются представляет означает работает хранит создает создаёт служит
    можно
    должен должна должны
    adalah merupakan yaitu dapat bisa digunakan berfungsi memiliki mempunyai harus berisi menghasilkan mengembalikan
    artinya terdiri
    değildir vardır yoktur demektir sağlar kullanır eder gerekir
    """.split()
)
"""Copulas and verbs in the third person, which state something wherever they stand."""

NOUNS_TOO = frozenset(
    """
    activates adjusts averages begins binds breaks builds calls changes connects controls counts covers divides
    deletes ends equals estimates expects filters fits fixes flattens follows forces forms frees functions groups
    grows hides indexes inputs inserts joins labels layers leads lies limits links lists loads maps masks measures
    merges moves orders outputs passes picks plots points prints processes projects pulls pushes puts raises ranks
    reads renders repeats requests reuses samples scales scores searches selects sends sets shares shifts slices
    sorts spends splits starts stops stretches supports swaps tests throws tracks trains transforms translates
    triggers tries turns types updates values views waits wants wraps writes yields
    """.split()
)
"""Verbs in the third person that are plurals as well: what follows them tells."""

BASES = frozenset(
    """
    mean refer have do give return take use allow let need make store hold keep contain consist include create compute
    provide represent perform produce record run work help tend become cause show
    reduce prevent require depend accept apply describe define convert transform combine exist improve determine
    generate
    predict minimize maximize belong behave differ inherit execute extract detect enable ensure avoid handle
    operate occur
    receive remain replace solve vary wrap adjust share match assign
    """.split()
)
"""Verbs of a plural subject; at the beginning of a line they tell somebody to do something."""

DETERMINERS = frozenset(
    """
    a an the my our some more all this these two three four five another lots new few one several how about through
    """.split()
)
"""After a verb in the past, what was done follows."""
DIARY_AFTER = frozenset("about how on more through some up to with my our out what why for and in".split())
"""After a verb in -ing, that it is what somebody did."""
NO_SUBJECTS = frozenset(
    """
    to and or then how for a an the of with your my our at in on by from this that's more some any no each every
    please
    let's not let first next also just is was
    """.split()
)
"""Before a word that is no verb of theirs."""
OBJECTS = frozenset(
    """
    a an the it its them this that these those each every all one two only both more less into over up out down no
    not any
    your how what which whether when as like itself themselves everything nothing
    """.split()
)
"""What follows a verb rather than a plural."""
ADVICE = frozenset("use avoid prefer never always don't remember keep".split())
PURPOSES = frozenset("to when if instead for because rather until before after unless".split())
"""They make a rule of what one should do."""
ARTICLES = frozenset("a an the one".split())
RELATIVES = frozenset("that which where whose who".split())

NOT_TERMS = frozenset(
    """
    day week month part chapter lesson lecture module section unit step task exercise course book video tutorial
    article
    paper project challenge topic session problem question example project completed todo next plan goal source link
    reference author date time tags repo github code image photo figure note update round level lab assignment
    homework
    project: read watch feature title name subject theme language tool tools
    tag lektion kapitel kurs jour leçon cours module exercice día clase curso capítulo ejercicio dia aula módulo
    exercício
    giorno lezione corso hari bab день урок глава курс gün ders ngày bài 第
    """.split()
)
"""What stands before a colon without being the term of a definition."""

PLANS = frozenset(
    """
    tomorrow upcoming i'll we'll hopefully
    morgen demain mañana quiero amanhã vou quero domani voglio завтра буду планирую yarın besok कल
    """.split()
)
"""The word that opens a line about what is still to be done."""
PLAN_PHRASES = frozenset(
    phrase.strip()
    for phrase in """
    next time | next up | next step | next steps | next day | next week | next i'll | next i | next we | next i'm
    i will | i plan | i want | i hope | i intend | i should | i need to | i would like | i am going | i'm going
    i'm planning | we will | we plan | we want | we should | we need to | going to | need to | want to | hope to
    hoping to | planning to | planning on | plan to | looking forward | will start | will continue | will try
    will finish | will do | will learn | will work | will be | plan for tomorrow | plans for tomorrow
    goal for tomorrow | plan is to
    als nächstes | ich werde | ich will | ich möchte | je vais | je veux | je voudrais | je compte | je continuerai
    prochaine étape | prochaines étapes | voy a | voy a seguir | próximo paso | próximos pasos | eu vou | eu quero
    próximo passo | próximos passos | prossimo passo | prossimi passi | ho intenzione | ik ga | ik wil | ik zal
    tôi sẽ | mình sẽ | ngày mai | я буду | я хочу | я планирую | saya akan | saya ingin | aku akan | aku ingin
    """.replace("\n", "|").split("|")
) - {""}
"""The two or three words that open such a line."""
PLAN_SIGNED = re.compile(r"\W*+(?:to[ -]?do|next)\s*+[:：,–-]", re.IGNORECASE)
PLAN_EAST_ASIAN = re.compile(
    r"\W*+(?:明天|明日|下一步|接下来|接下來|打算|准备|準備|次は|次に|次回|내일|다음에|다음 시간|앞으로)"
)

FEELINGS = frozenset(
    """
    stanco stanca felice contento contenta difficile noioso divertente faticoso soddisfatto soddisfatta
    feel felt feels feeling feelings tired exhausted happy excited exciting sad proud motivated motivation frustrated
    frustrating bored boring stressed stressful sick lazy busy glad love loved enjoyed enjoying enjoy fun lonely
    anxious
    overwhelmed overwhelming confident nervous grateful sleepy unwell ill disappointed disappointing satisfied
    satisfying
    thrilled annoyed annoying productive unproductive lucky afraid scared hopeful hard tough difficult easy
    challenging
    interesting awesome amazing great good nice bad slow
    müde glücklich traurig stolz fatigué fatiguée content contente fière fier cansado cansada feliz cansada orgulloso
    orgulhoso felice stanco stanca moe blij устал устала рад рада yorgun mutlu lelah senang capek
    """.split()
)
"""How a day went and how somebody felt."""

DIARY = frozenset(
    """
    sono è era stato stata molto un po' davvero
    i i'm i've i'd im ive me my myself we we're us our it it's this that was were is are am be been to a an the so
    very
    really too quite bit little lot and but or of with for at in on today day days week weekend session night morning
    evening work time life sometimes always still again now just some most all more less much not no don't didn't
    about
    better worse best first last long short one what how as pretty super keep going doing being have had has got get
    getting internet connection power outage laptop headache exam exams family friends holiday vacation birthday
    because
    coding code learning progress challenge everyone thing things overall kind sort than then there while yet done
    such
    feels like made makes make make making myself done am pm late early home back new year
    """.split()
)
"""The words around a feeling, none of which is a subject to learn."""

NAVIGATION = frozenset(
    """
    back to top home contents content table of toc previous next prev page index menu click here link links image
    images
    photo picture screenshot source via by from demo live tweet tweets see more read follow along day days night night
    preview badge license up down go return ⬆ ⬆️ ↑ ↩ 🔝 🏠
    """.split()
)
"""What a line says that only leads elsewhere."""

CALENDAR = frozenset(
    """
    january february march april may june july august september october november december jan feb mar apr jun jul
    aug sep
    sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri
    sat sun
    st nd rd th day date of at am pm utc
    """.split()
)

# Chinese, Japanese and Korean; Turkish at the end of its sentences, Russian and Romance verbs at the beginning.

ACTIVITY_HAN = re.compile(
    r"[\W\d]*+(?:我|今天|今日|昨天|(?:学习|學習)(?!率|器|曲[线線]|算法|模型|速率|任务|目[标標]|能力)|学了|學了|学会|學會|完成|看完|看了|观看|觀看|开始|開始|继续|繼續|复习|複習|实现了"
    r"|實作|了解了|做了|阅读|閱讀|读了|讀了|查看|总结|總結|练习|練習|整理|刷了|写了|寫了|搭建|安装|安裝|熟悉|尝试|嘗試"
    r"|翻译|翻譯|参加|參加)"
)
PERSON_HAN = re.compile(r"我(?![们們国國])|今天|昨天")
STATEMENT_HAN = re.compile(
    r"是|表示|指的|属于|屬於|包含|包括|可以|能够|能夠|用于|用於|用来|用來|称为|稱為|叫做|意味着|意味著|返回|取决于|取決於"
    r"|等于|等於|具有|不能|必须|必須|需要|会(?!议)|會(?!議)|由.{1,20}组成"
)
PERSON_KANA = re.compile(r"今日|昨日|本日|私|僕|俺")
DEED_KANA = (
    "した",
    "った",
    "んだ",
    "いた",
    "みた",
    "えた",
    "きた",
    "けた",
    "めた",
    "ました",
    "じた",
    "てた",
    "中",
    "開始",
    "完了",
)
STATE_KANA = ("です", "である", "だ", "ます", "ない", *"るうくすつぬむぐぶ")
DEED_HANGUL = re.compile(
    r"(?:공부|학습|정리|구현|해결|작성|완료|진행|시작|복습|추가|수정|참여|시청|연습|풀이|실습)(?:함|하기)?$"
)
INTENTION_HANGUL = "겠다"
STATE_HANGUL = ("다", "임", "됨", "있음", "없음", "않음", "같음", "고 함")

PAST_ROMANCE = re.compile(r"\w{3,}(?:ei|[íé])$")
NOT_PAST_ROMANCE = re.compile(
    r".*ité$|(?:résum|pass|march|carr|cl|degr|caf|comit|t|porqu|despu|tambi|proc|propriét|sociét|liber)é$"
)
PAST_RUSSIAN = re.compile(r"\w{3,}(?:л|ла|ли|лся|лась|лись)$")
NOT_PAST_RUSSIAN = frozenset(
    """
    файл канал сигнал материал интеграл функционал терминал журнал формула правила школа сила числа раздел отдел
    предел портал потенциал модели таблицы нули если или цели шкала начала доли
    """.split()
)
STATE_RUSSIAN = re.compile(r"\w{2,}(?:[еия]тся|[аяую]ет|[ауя]ют|ются|ятся)$")
PAST_TURKISH = re.compile(r"\w{2,}(?:[aeıioöuümnlrvyz]d[ıiuü](?:m|k)|[çfhkpsşt]t[ıiuü](?:m|k))$")
NOT_PAST_TURKISH = frozenset("adım yardım kadim takdim".split())
STATE_TURKISH = re.compile(
    r"\w{2,}(?:[dt][ıiuü]r(?:lar|ler)?|yor(?:lar)?|[ae]bilir|m[ae]z|[ıiuü][ln][ıiuü]r|n[ıiuü]r)$"
)
