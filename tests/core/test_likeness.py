import random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tracker.core.likeness import Index, Verdict, Words, compare, is_slip, portion

WORDS = "tensor graph layer mask token stores joins splits scales dense sparse shared frozen causal deep".split()


def words(text: str) -> Words:
    return Words.of(text.split("\n"))


def verdict(old: str, new: str) -> Verdict:
    return compare(words(old), words(new)).verdict


REWORDINGS = """
a slip of the finger | The gradient of a constant is None. | The gradeint of a constant is None.
a letter left out | A callback runs after each epoch. | A calback runs after each epoch.
a slip at the front | A tensor has a shape and a type. | A etnsor has a shape and a type.
a slip in a word of grammar | A mask travels with its tensor. | A mask travels wiht its tensor.
a slip in a name | `tf.GradientTape` records operations. | `tf.GradeintTape` records operations.
another form | A layer computes its output. | Layers compute their outputs.
another spelling | An optimiser minimises the loss. | An optimizer minimizes the loss.
a plural of letters | An LSTM has a cell state. | LSTMs have cell states.
a synonym | The tape uses a list of operations. | The tape employs a list of operations.
two synonyms | A big batch shows the trend quickly. | A large batch reveals the trend fast.
words of grammar | The tape records operations as they run. | A tape records all the operations when they run.
an article for one | A tensor is an array with a fixed type. | A tensor is an array with one fixed type.
a word more | Dropout sets units of a layer to zero. | Dropout sets random units of a layer to zero.
a word less | Dropout sets random units of a layer to 0. | Dropout sets units of a layer to 0.
a clause more | A GRU has two gates. | A GRU has two gates, which makes it cheap to train.
a clause with a number | A GRU has two gates. | A GRU has two gates, where an LSTM has three of them.
a clause with a negation | A tensor has a shape. | A tensor has a shape, which does not change any more.
a clause less | A GRU has two gates, which makes it cheap. | A GRU has two gates.
a clause at the front | A tensor is immutable. | In this library, a tensor is immutable.
a clause in the middle | A mask hides padding and travels along. | A mask hides padding in the input and travels along.
an aside | An LSTM has a cell state. | An LSTM (long short-term memory) has a cell state.
a clause moved | In eager mode, operations run at once. | Operations run at once in eager mode.
an abbreviation spelled out | The RNN reads a token at a time. | The recurrent neural network reads a token at a time.
a name abbreviated | `tf.GradientTape` records operations. | `GradientTape` records operations.
apart | A dataset is shuffled in every epoch. | A data set is shuffled in every epoch.
together | The front end is for people. | The frontend is for people.
a hyphen | A pre-trained model starts well. | A pretrained model starts well.
not, in short | A tensor does not change its shape. | A tensor doesn't change its shape.
other marks | A batch: several samples (in one tensor) | A batch - several samples in one tensor.
"""

TRAPS = """
another name | `tf.ones` makes a tensor of ones. | `tf.zeros` makes a tensor of zeros.
only the name | `tf.cumsum` walks along one axis. | `tf.cumprod` walks along one axis.
a name with a letter more | `tf.gather_nd` takes rows by index. | `tf.gather` takes rows by index.
a name and its plural | `tf.gradient` returns a list of tensors. | `tf.gradients` returns a list of tensors.
another module | `np.ones` makes an array of ones. | `tf.ones` makes an array of ones.
names with digits | A Conv1D layer slides along an axis. | A Conv2D layer slides along an axis.
other widths | The default type is float32. | The default type is float64.
another subject | A GRU has two gates. | An LSTM has three gates.
another number | A GRU has two gates. | A GRU has three gates.
another figure | Dropout drops 20 % of the units. | Dropout drops 50 % of the units.
another sign | The derivative of the ReLU is 0 for x < 0. | The derivative of the ReLU is 0 for x > 0.
another formula | Precision is TP / (TP + FP). | Precision is TP / (TP + FN).
a negation more | A tensor is mutable. | A tensor is not mutable.
a negation less | The tape does not record constants. | The tape does record constants.
a short negation | The tape can record a constant. | The tape can't record a constant.
never for always | The test set is always shuffled first. | The test set is never shuffled first.
without for with | A network with bias learns the shift. | A network without bias learns the shift.
a prefix that negates | A tensor of the library is mutable. | A tensor of the library is immutable.
only more | The tape records trainable variables. | The tape only records trainable variables.
all for some | All layers of the model are frozen. | Some layers of the model are frozen.
must for can | A layer can build its weights lazily. | A layer must build its weights lazily.
or for and | A model needs a loss and an optimizer. | A model needs a loss or an optimizer.
after for before | Shuffle the dataset before each epoch. | Shuffle the dataset after each epoch.
to for from | The decoder reads from the state. | The decoder reads to the state.
rows for columns | Softmax sums to one along the rows. | Softmax sums to one along the columns.
forward for backward | The tape records the forward pass. | The tape records the backward pass.
the other way round | The encoder feeds the decoder. | The decoder feeds the encoder.
phrases the other way round | The update gate feeds the reset gate. | The reset gate feeds the update gate.
a narrower subject | An RNN reads from left to right. | A bidirectional RNN reads from left to right.
a wider subject | A causal mask hides the future tokens. | A mask hides the future tokens.
another object | A mask hides the padding tokens. | A mask hides the future tokens.
another quality | A dense layer joins all units. | A sparse layer joins all units.
another verb | The tape stores operations. | The tape replays operations.
a lookalike | The function stores the samples. | The function scores the samples.
another lookalike | A causal model looks back. | A casual model looks back.
more for less | A larger batch needs more memory. | A larger batch needs less memory.
increase for decrease | Momentum increases the step size. | Momentum decreases the step size.
minimum for maximum | Pooling takes the maximum of a window. | Pooling takes the minimum of a window.
another metric | Recall counts the true positives found. | Precision counts the true positives found.
another person | Hinton described capsules of neurons. | Sabour described capsules of neurons.
another year | The paper on attention is from 2017. | The paper on attention is from 2014.
two changes | Adam keeps two averages of the gradient. | Adagrad keeps one sum of the gradient.
nothing in common | A ragged tensor has rows of many lengths. | A callback runs after each epoch.
nothing but grammar | It is used for this and that. | They are for it.
one word in common | Broadcasting. | Broadcasting, which stretches axes of length one.
"""


REWORDINGS_IN_PLACE = """
A mutex protects the counter when two threads write to it. | When two threads write to it, a mutex protects the counter.
At startup the daemon reads its configuration file. | The daemon reads its configuration file at startup.
{Bei hoher Last verteilt der Proxy | Der Proxy verteilt bei hoher Last} die Anfragen.
Le ramasse-miettes libère la mémoire pendant les pauses. | Pendant les pauses, le ramasse-miettes libère la mémoire.
El compilador elimina el código muerto al final. | Al final, el compilador elimina el código muerto.
A {DAG | directed acyclic graph (DAG)} has no cycle.
TCP { | (transmission control protocol)} guarantees the order of the bytes.
{LayerNorm | Layer normalization} works on a single sample.
La {TVA | taxe sur la valeur ajoutée (TVA)} est payée par le client final.
Das Gerät hat keinen {Lüfter. | Lüfter, sondern nur einen Kühlkörper.}
Der Speicher wird {freigegeben. | freigegeben, wenn der letzte Zeiger verschwindet.}
Un cache accélère la {lecture. | lecture, mais il complique l'écriture.}
La caché acelera la {lectura. | lectura, aunque complica la escritura.}
数组的下标{从零开始 | 是从零开始的}。
索引可以加快查询{ | ，但是会占用空间}。
右心房接收静脉血{ | （含氧量低）}。
リストは順序を持つ{ | が、集合は持たない}。
A queue {has no | does not have a} fixed size.
The response is {stored | saved} for one hour.
La función {necesita | requiere} dos argumentos.
Le serveur {utilise | emploie} un jeton.
Der Compiler {verwendet | benutzt} einen Cache.
The {config | configuration} lists every service.
{The linker resolves every symbol. | Every symbol is resolved by the linker.}
The broker stores a message on disk. | On disk, a message is stored by the broker.
The proof shows that the sum converges. | That the sum converges is shown by the proof.
Les {requêtes | requetes} sont limitées par heure.
The {independent | independant} variable is on the horizontal line.
"""

TRAPS_IN_PLACE = """
The linker resolves every symbol. | The linker is resolved by every symbol.
The encoder calls the decoder twice. | The encoder is called by the decoder twice.
The broker of the queue stores a message. | A message of the queue is stored by the broker.
The node waits for the lock. | The lock is waited on by the node for the queue.
The parser calls the lexer. | The lexer is not called by the parser.
Der Plural wird mit {haben | sein} gebildet, wenn das Verb ein Objekt hat.
Insulin {promotes | blocks} the uptake of glucose into muscle cells after a meal.
{The consumer pulls messages from the broker | The broker pulls messages from the consumer} at its own speed.
x is greater than y in this branch. | y is greater than x in this branch.
Das Gen A aktiviert das Gen B im Zellkern. | Im Zellkern aktiviert das Gen B das Gen A.
{局部 | 全局}变量存放在栈上。
公開鍵{で暗号化する | を暗号化する}。
{Osteoblasts | Osteoclasts} build up the bone matrix.
{Hypothermia | Hyperthermia} slows the metabolism of the body.
{Endocytosis | Exocytosis} brings large molecules into the cell.
The {prefix | postfix} operator returns the new value of the variable.
{Anabolic | Catabolic} reactions need energy from ATP.
{Nitrites | Nitrates} are found in cured meat and in drinking water.
An {alkane | alkene} has only single bonds between its carbon atoms.
The {hydrophobic | hydrophilic} tails of the lipids point inward.
Die {Hypotonie | Hypertonie} ist ein zu niedriger Blutdruck in den Arterien.
Der {Export | Import} von Waren erhöht das Angebot im Inland.
Die {Einfuhr | Ausfuhr} von Waren wird an der Grenze verzollt.
Beim {Einschalten | Ausschalten} lädt sich der Kondensator auf.
Der Thread gibt die Sperre {nach | vor} dem Zugriff frei.
Ein Prozess kann {mehrere | keine} Threads enthalten.
Die Variable ist { | nicht} im ganzen Modul sichtbar.
Der Vater vererbt das Gen an die Tochter. | Die Tochter vererbt das Gen an den Vater.
Die {Kathode | Anode} zieht im Bad die Kationen an.
Schwefelsäure gibt {zwei | drei} Protonen an das Wasser ab.
La fonction {renvoie | ne renvoie pas} une nouvelle liste à chaque appel.
L'index {est | n'est pas} utile pour les petites tables.
Le verbe se place {avant | après} le sujet dans la question.
La {diastole | systole} remplit les ventricules du cœur de sang.
Les {veines | artères} ramènent le sang vers le cœur.
Un {thread | processus} partage la mémoire avec les autres threads.
El {hipertiroidismo | hipotiroidismo} acelera el metabolismo del cuerpo.
La función {devuelve siempre | nunca devuelve} una lista nueva al terminar.
Las células {rojas | blancas} transportan el oxígeno de la sangre.
El adjetivo va {después | antes} del nombre en la frase.
Los verbos {regulares | irregulares} no cambian la raíz.
El interés se {suma | resta} al capital cada año.
变量在函数外面{ | 不}可以访问。
链表的插入比数组{快 | 慢}。
{前 | 后}序遍历先访问根节点再访问左右子树。
肺{动脉里流的是静脉血，肺静 | 静脉里流的是静脉血，肺动}脉里流的是动脉血。
线程之间{ | 不}共享内存空间和文件句柄。
元组创建之后{可以 | 无法}修改其中的元素。
{客户端向服务器 | 服务器向客户端}发送请求并等待响应。
梯度下降沿着梯度的{反 | }方向更新参数。
タプルは作成後に変更でき{る | ない}。
{静 | 動}的変数は関数が終わっても値を保持する。
スレッドはメモリを共有{する | しない}。
{子は親 | 親は子}を呼び出す。
{副 | }交感神経は心拍を遅くする。
リストは変更{ | 不}可能な並びである。
튜플은 만든 뒤에 바꿀 수 {있다. | 없다.}
Search in a balanced tree takes {O(log | O(n log} n) steps.
The kernel is {`f(x, y)` | `f(y, x)`} at every point of the grid.
The cost grows with {O(k) | O(n)} in the number of clusters.
The derivative of {f(x) | g(x)} is positive in the interval.
The client calls the server after login. | After login, the server calls the client.
When the {parent exits, the child | child exits, the parent} is adopted by init.
The build runs before the tests in the pipeline. | In the pipeline, the tests run before the build.
Data flows from the cache to the disk at night. | At night, data flows to the cache from the disk.
The teacher grades the student on Monday. | On Monday, the student grades the teacher.
Der Lehrer prüft den Schüler nach der Stunde. | Nach der Stunde prüft der Schüler den Lehrer.
If the lock is held, the {writer waits for the reader. | reader waits for the writer.}
The {stroma | thylakoid} holds the enzymes of the Calvin cycle in the leaf.
The smooth muscle of the airway {relaxes | contracts} under beta agonists.
Oxytocin {stimulates | inhibits} the contraction of the uterus during birth.
The pull request merges the {feature branch into the main | main branch into the feature} branch.
{A synchronous | An asynchronous} call blocks the thread until the result arrives.
{Stem | Mast} cells in the marrow divide into blood cells every day.
The dropout {layers | units} use less memory than the dense ones in the model.
The function returns a {copy | view} of the list that the caller owns.
A {deep | shallow} copy duplicates the nested objects of the list too.
The mother cell has twice as many chromosomes after the {S | G} phase.
The compiler can { | never} inline a virtual call when it knows the type.
Glucagon {raises | lowers} the blood sugar level between meals in healthy people.
The {left | right} recurrent nerve loops under the arch of the aorta.
Warfarin {antagonists | agonists} restore clotting in hours.
{Interphase | Prophase} takes most of the time of the cell cycle.
A {covariant | contravariant} type parameter may appear in return position.
The scheduler preempts the {running | waiting} task when its slice ends.
The solver needs {convex | non-convex} costs and real weights.
"""


def cases(table: str) -> list[object]:
    return [
        pytest.param(*(cell.strip() for cell in row.split(" | ")[1:]), id=row.split(" | ")[0].strip())
        for row in table.strip().splitlines()
    ]


def changes(table: str) -> list[object]:
    """Texts with `{what was | what is}` in them, or as they were and as they are."""
    found = []
    for row in table.strip().splitlines():
        before, brace, rest = row.partition("{")
        inside, _, after = rest.partition("}")
        was, now = (inside if brace else row).split(" | ")
        texts = [" ".join(f"{before}{text}{after}".split()) if brace else text for text in (was, now)]
        found.append(pytest.param(*texts, id=row))
    return found


@pytest.mark.parametrize(("old", "new"), [*cases(REWORDINGS), *changes(REWORDINGS_IN_PLACE)])
def test_the_same_in_other_words_is_the_same(old: str, new: str) -> None:
    assert verdict(old, new) is verdict(new, old) is Verdict.SAME


@pytest.mark.parametrize(("old", "new"), [*cases(TRAPS), *changes(TRAPS_IN_PLACE)])
def test_another_fact_is_never_the_same_wherever_it_stands(old: str, new: str) -> None:
    assert max(verdict(old, new), verdict(new, old)) <= Verdict.DOUBTFUL


@pytest.mark.parametrize(
    ("text", "was", "now"),
    [
        ("The runtime copies the tensor into memory that all devices share.", "copies", "moves"),
        ("A callback that stops early can restore the weights of the best epoch.", "restore", "fetch"),
    ],
)
def test_a_verb_replaced_in_much_that_stayed_is_likely_the_same(text: str, was: str, now: str) -> None:
    assert verdict(text, text.replace(was, now)) is Verdict.LIKELY


def test_a_point_nested_under_a_text_is_a_clause_more() -> None:
    assert verdict("A GRU has two gates:", "A GRU has two gates:\nreset\nupdate") is Verdict.SAME


def test_a_text_in_another_script_is_compared_by_its_characters() -> None:
    assert verdict("张量是不可变的数组", "张量是不可变的数组。") is Verdict.SAME
    assert verdict("张量是可变的数组", "张量是不可变的数组") is not Verdict.OTHER


def test_a_word_of_many_texts_is_not_misspelt() -> None:
    old, new = words("The planner shards the tensor by rows."), words("The planner shares the tensor by rows.")
    assert compare(old, new).verdict is Verdict.SAME
    assert compare(old, new, {"shards": 5, "shares": 7}).verdict is Verdict.DOUBTFUL
    assert compare(old, new, {"shards": 1, "shares": 70}).verdict is Verdict.SAME


@pytest.mark.parametrize(
    "pair",
    [
        *("loss loses", "mask mark", "mutable immutable", "conv1d conv2d", "relu elu", "rank tank"),
        *("hypotonic hypertonic", "abduction adduction", "hydrophobic hydrophilic", "sulfate sulfite"),
        *("amylase amylose", "drucken drücken", "campana campaña"),
    ],
)
def test_words_that_look_alike_are_no_slip(pair: str) -> None:
    one, other = pair.split()
    assert not is_slip(one, other) and not is_slip(other, one)


@pytest.mark.parametrize(
    "pair", ["tensor tesnor", "gradient gradeint", "normalization normallisation", "seperate separate", "tensor temsor"]
)
def test_a_slip_is_a_letter_or_two_of_a_word(pair: str) -> None:
    one, other = pair.split()
    assert is_slip(one, other) and is_slip(other, one)


def test_a_part_says_nothing_that_is_not_in_the_whole() -> None:
    whole = words("A GRU has two gates, and an LSTM has three gates.")
    assert len(portion(words("An LSTM has three gates."), whole)) == 5
    assert portion(words("An LSTM has three doors."), whole) == set()
    assert portion(words("An LSTM has three gaets."), whole)


@given(st.permutations("cache disk kernel socket".split()), st.sampled_from("at after under through if".split()))
def test_a_phrase_goes_to_the_front_and_nothing_else_changes_places(nouns: list[str], opener: str) -> None:
    one, other, where, more = nouns
    old, phrase = f"The {one} feeds the {other} of the {more} {opener} the {where}.", f"{opener} the {where}"
    assert verdict(old, f"{phrase}, the {one} feeds the {other} of the {more}.") is Verdict.SAME
    for first, second, third in ((other, one, more), (one, more, other), (more, other, one)):
        assert verdict(old, f"{phrase}, the {first} feeds the {second} of the {third}.") <= Verdict.DOUBTFUL


texts = st.lists(st.sampled_from([*WORDS, "a", "not", "the", "two", "in", "which", ",", "."]), max_size=9).map(" ".join)


@example("tensor in", "in tensor tensor")
@given(texts, texts)
def test_likeness_does_not_depend_on_which_text_is_the_old_one(one: str, other: str) -> None:
    there, back = compare(words(one), words(other)), compare(words(other), words(one))
    assert there.similarity == pytest.approx(back.similarity)
    assert (there.verdict is Verdict.SAME) == (back.verdict is Verdict.SAME) or there.similarity < 100


@given(texts)
def test_a_text_is_like_itself(text: str) -> None:
    assert compare(words(text), words(text)).similarity == pytest.approx(100 if words(text).forms else 0)


# Finding what is worth comparing


def sentences(count: int) -> dict[str, Words]:
    """As many sentences of common words with a number each, as a learner would write them."""
    chance = random.Random(1)
    return {
        str(number): words(f"a {' '.join(chance.choices(WORDS, k=8))} of step {number * 7} in the end")
        for number in range(count)
    }


def test_every_one_of_many_texts_is_found_by_its_words() -> None:
    old = sentences(5000)
    index = Index(old)
    assert all(index.like(text)[0] == name for name, text in old.items())


def test_a_text_without_a_word_of_any_other_finds_none() -> None:
    assert Index(sentences(10)).like(words("nothing of that")) == []
