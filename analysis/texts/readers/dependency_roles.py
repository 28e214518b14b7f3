"""Who acts and who is acted upon, as treebanks in CoNLL-U and annotated clauses have it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from analysis.texts.readers.dependency_gold import Mark, Sentence, word_spans

VERB, AGENT, PATIENT, SHARED_AGENT, SHARED_PATIENT = "verb", "agent", "patient", "shared_agent", "shared_patient"
ROLES = (VERB, AGENT, PATIENT, SHARED_AGENT, SHARED_PATIENT)
_RELATIVES = frozenset("who which that whom whose".split())
_DEPTH = 6  # verbs up the tree whose subject one may share
_PASSIVE = ("aux:pass", "nsubj:pass", "csubj:pass")


def treebank_roles(sentence: Sentence, agents: bool = True) -> Iterator[list[Mark]]:
    """Yield, for each verb of a sentence, its own mark and those of the heads that may be its agent or patient.

    The agent is the ``nsubj`` of an active verb and the ``obl:agent`` of a passive one, the patient the ``obj`` or
    ``iobj`` and the ``nsubj:pass``. A relative pronoun stands for the noun before it too. A verb without a subject of
    its own has that of the verb it is joined to (``conj``), or, as ``xcomp``, the object or else the subject of the
    verb above; these count as its own. What it may share with a verb above in other ways (``advcl``, ``acl``), or an
    object that stands with the verb it is joined to, is `SHARED_AGENT` or `SHARED_PATIENT`: right if it is told, and no
    miss if it is not. So is a phrase with "by" where the treebank does not mark agents.

    Parameters
    ----------
    sentence
        The sentence.
    agents
        Whether its treebank marks agents (``obl:agent``).
    """
    tree = _Tree(sentence)
    for word in sentence.words:
        key = word[0]
        if word[3] != "VERB" and not tree.is_passive(key):
            continue
        own, shared, passive = *tree.subjects(key), tree.is_passive(key) or tree.describes(key)
        if passive:
            by = AGENT if agents else SHARED_AGENT
            told = {by: tree.agents(key, agents), PATIENT: own, SHARED_PATIENT: shared}
        else:
            objects, others = tree.objects(key)
            told = {AGENT: own, SHARED_AGENT: shared, PATIENT: objects, SHARED_PATIENT: others}
        marks = [(VERB, *tree.spans[key])]
        marks += [(kind, *tree.spans[head]) for kind, heads in told.items() for head in sorted(heads, key=int)]
        yield marks


class _Tree:
    def __init__(self, sentence: Sentence) -> None:
        self.spans = word_spans(sentence)
        self.words = {word[0]: word for word in sentence.words}
        self.children: dict[str, list[list[str]]] = defaultdict(list)
        for word in sentence.words:
            self.children[word[6]].append(word)

    def _of(self, key: str, *relations: str) -> set[str]:
        return {child[0] for child in self.children[key] if child[7] in relations}

    def is_passive(self, key: str) -> bool:
        if self._of(key, *_PASSIVE):
            return True
        word = self.words[key]
        alone = not any(child[7].startswith(("aux", "nsubj", "csubj")) for child in self.children[key])
        return word[7] == "conj" and word[6] in self.words and alone and bool(self._of(word[6], *_PASSIVE))

    def describes(self, key: str) -> bool:
        """Return whether a word is a participle of the past that describes a noun."""
        word = self.words[key]
        return word[7].startswith("acl") and "VerbForm=Part" in word[5] and "Tense=Past" in word[5]

    def agents(self, key: str, marked: bool) -> set[str]:
        """Return who acts in a passive: ``obl:agent`` or, where such are not marked, every phrase with "by"."""
        if marked:
            return self._of(key, "obl:agent")
        return {head for head in self._of(key, "obl") if self._has_by(head)}

    def _has_by(self, head: str) -> bool:
        return any(child[7] == "case" and child[1].lower() == "by" for child in self.children[head])

    def subjects(self, key: str, depth: int = 0) -> tuple[set[str], set[str]]:
        """Return the subjects of a verb: those that count as its own, and those that it may share."""
        word = self.words[key]
        own = self._of(key, "nsubj", "nsubj:pass", "nsubj:outer")
        if own:
            return self._with_antecedents(key, own), set()
        if depth > _DEPTH or self._of(key, "csubj", "csubj:pass", "expl"):
            return set(), set()
        above, relation = word[6], word[7].partition(":")[0]
        if relation == "acl":
            return ({above}, set()) if self.describes(key) else (set(), self._of_infinitive(key, depth))
        if above not in self.words:
            return set(), set()
        if relation == "xcomp" and (objects := self._of(above, "obj", "iobj")):
            return self._with_antecedents(above, objects), set()
        inherited, shared = self.subjects(above, depth + 1)
        if relation in ("conj", "xcomp"):
            return inherited, shared
        return set(), inherited | shared if relation in ("advcl", "ccomp", "csubj") else set()

    def _of_infinitive(self, key: str, depth: int) -> set[str]:
        """Return who may be to act where a verb describes a noun: "the army's plan to leave", "a man leaving"."""
        above = self.words[key][6]
        if "VerbForm=Inf" not in self.words[key][5]:
            return {above}
        governor = self.words[above][6]
        inherited = set().union(*self.subjects(governor, depth + 1)) if governor in self.words else set()
        return {above} | self._of(above, "nmod:poss") | inherited

    def objects(self, key: str) -> tuple[set[str], set[str]]:
        """Return the objects of a verb, and those that may be its own: of verbs joined to it, or what it describes."""
        own = self._of(key, "obj", "iobj")
        if own:
            return self._with_antecedents(key, own), set()
        word = self.words[key]
        joined = {word[6]} if word[7] == "conj" else set()
        joined |= self._of(key, "conj")
        others = set().union(*(self._of(other, "obj") for other in joined if other in self.words)) if joined else set()
        return set(), others | ({word[6]} if word[7] == "acl:relcl" else set())

    def _with_antecedents(self, key: str, heads: set[str]) -> set[str]:
        if not any(self.words[head][1].lower() in _RELATIVES for head in heads):
            return heads
        at = key
        while self.words[at][7] in ("conj", "xcomp", "ccomp") and self.words[at][6] in self.words:
            at = self.words[at][6]
        above = self.words[at][6]
        return heads | ({above} if self.words[at][7].startswith("acl") and above in self.words else set())


def clause_roles(clause: dict[str, Any], text: str) -> list[Mark]:
    """Return the marks of a clause that has both fields, ``agent`` and ``patient``: each ``[start, end]`` or null."""
    if not {"agent", "patient"} <= set(clause):
        return []
    marks = [(VERB, *clause["span"])]
    for kind in (AGENT, PATIENT):
        place = clause[kind]
        if isinstance(place, list) and [type(end) for end in place] == [int, int]:
            if 0 <= place[0] < place[1] <= len(text):
                marks.append((kind, *place))
    return marks
