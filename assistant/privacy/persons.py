"""How likely a run of words is a patient's name: what speaks for it and against it, by the words around it."""

from __future__ import annotations

import re
from functools import cache

from assistant.privacy.runs import TITLED, Run, make, of_the_field
from assistant.privacy.weighing import data, familiar, given_names, heard, ordinary_words, plain, whole, word_set

_BEFORE, _AFTER = 32, 44  # characters of a name's surroundings
_PREFIX = re.compile(r"^(?:(?:Al|El|Abd|Ben)-|Ma?c(?=[A-Z])|[DO]['’](?=[A-Z]))")
_ARTICLE = "(?:the|an?|our|your|their|my|his|her)"


@cache
def context() -> dict[str, re.Pattern[str]]:
    """What stands before and after a name, compiled."""
    said = data()["names"]
    parted = r"""(?:[\s:,(-]{1,3}|[\s:,-]{0,2}["'“‘«(\[{<]|["'*\]]{0,3}\s?[:=>|;-]{1,2}["'*]{0,2}\s?[(\[{<]{0,2}["'“‘«]?|\]\s)"""  # also a key of a record from its value
    before = parted + r"(?:(?:is|was|named|called|my|our|the|mr|mrs|ms|her|his)\.? ){0,2}$"
    between = r" (?:(?:my|our|the|a|patient|pt) ){0,2}$"
    owned = r"(?:['’]s|(?<=s)['’]|s['’]) (?:[\w-]{1,15} ){0,2}"
    return {
        "patient": re.compile(rf"(?<![\w.]){said['patient']}{before}"),
        "alone": re.compile(rf"(?<![\w.])(?:{said['patient_alone']}{before}|{said['patient']} ?[(\[<>|=\"“«][ :\"'“]{{0,3}}$)"),
        "keyed": re.compile(rf"{said['name_keys']}[\"']? ?[:=>]{{1,2}} ?[\"'“]?$"),
        "label": re.compile(r"(?<![\w.])(?:(?i:(?:patient|pt|client|name|beneficiary|member|insured|subscriber)(?: ?name)?\.?(?: is)?: ?)|PATIENT )$"),
        "named": re.compile(r"(?i)(?<!\w)(?:named|called|name is|name's|name:|pt name|patient name) $"),
        "treated": re.compile(rf"(?<![\w.]){said['treating']}{between}"),
        "about": re.compile(rf"(?<![\w.]){said['regarding']}{between}"),
        "article": re.compile(r"(?i)(?<!\w)(?:the|an?|this|that|each|every|any) $"),
        "kin": re.compile(r" (?:boy|girl|lady|gentleman|kid|family|twins?|child)\b"),
        "household": re.compile(r" (?:boy|girl|family|twins|kids|household)\b"),
        "staff": re.compile(rf"(?<![\w.])(?:{said['staff_before']}|(?i:{said['role']}))[.:]?\s{{1,2}}(?:is |was )?$"),
        "staff_apposed": re.compile(rf"(?<![\w.])(?:{said['staff_before']}|(?i:{said['role']})), $"),
        "thing_before": re.compile(rf"(?<![\w.]){said['things_before']} $"),
        "thing_after": re.compile(rf",? {said['things_after']}(?![\w'’])"),
        "organisation_before": re.compile(whole(r"(?<![\w.])(?i:@organisation@)(?: and | or |/)$")),
        "organisation_after": re.compile(whole(r"(?: and | or |/| vs\.? )(?i:@organisation@)(?![\w'’])(?! patient)")),
        "state": re.compile(rf",? {said['states']}\b"),
        "firm": re.compile(rf",? {said['firm_verbs']}\b"),
        "staff_pair": re.compile(rf"(?<![\w.])(?i:{said['roles']}) (?:[A-Z][\w'’-]{{1,15}} |[a-z]{{2,3}} ){{1,4}}(?:and|&) $"),
        "oneself": re.compile(r",? (?:and |who )?I(?:['’]m| am| work| treat| bill| own| run)\b"),
        "saint": re.compile(r"(?<!\w)St\.? $"),
        "premises": re.compile(rf"(?:['’]s)?(?: [A-Z][\w-]{{1,15}}){{0,2}} {said['premises']}\b"),
        "case": re.compile(r"(?i)(?<!\w)vs?\.? $"),
        "credentials": re.compile(rf"[,\s(]{{1,3}}(?:{_ARTICLE} )?{said['credentials']}(?![\w])|(?:[,(] ?(?:{_ARTICLE} )?|,? {_ARTICLE} )(?:{said['qualifiers']} ){{0,2}}(?i:{said['role']})\b"),
        "versus": re.compile(r" (?:vs?\.?|V\.|VS\.?) "),
        "owned": re.compile(rf"{owned}{said['things']}\b"),
        "owned_alone": re.compile(rf"{owned}{said['things_alone']}\b"),
        "owned_code": re.compile(rf"{owned}(?:\d{{5}}|[A-V]\d{{4}})\b"),
        "age": re.compile(rf"[\s,;:(-]{{1,3}}{said['age']}"),
        "aged": re.compile(rf"(?:,|,? (?:who |she |he )?(?:is|was|turned|turns)(?: now| just)?) {said['years']}|,? \((?:[4-9]\d|10\d)\) {said['verbs']}\b"),
        "aged_before": re.compile(rf"(?<![\w/.]){said['age_before']} $"),
        "years": re.compile(r",? \(?[1-9]\d[,)] ?[a-z]"),
        "dated": re.compile(rf"[,\s]{{1,2}}[(\[]? ?(?:dob:? ?)?{whole('@date@')}(?![\w/])[)\]]?"),
        "visited": re.compile(rf" (?:on |seen )?{whole('@date@')}(?![\w/])"),
        "verbs": re.compile(rf"(?:,? (?:Jr|Sr|II|III|IV)\.?)?,? {said['verbs']}\b"),
        "had": re.compile(r" (?:had|has|got|gets|received|receives) (?:only |just )?\d{1,3}\b"),
        "done": re.compile(rf",? {said['done']}\b"),
        "titled": re.compile(rf"(?<![\w.]){said['title']} $"),
        "pronoun": re.compile(r"[^.?!\n]{0,30}\b(?:he|she|his|her|hers|him)\b", re.IGNORECASE),
        "service": re.compile(r"[\s,;:(/-]{1,4}(?:(?i:dos):? ?\d|\d{5}\b|[A-V]\d{4}\b|\d{1,3} ?min)"),
        "word": re.compile(r" ([A-Z][\w'’-]{1,20})"),
    }


def weight(text: str, run: Run, *, beside: bool, figures: bool) -> float:
    """From 0 up. beside: a detail of a person stands beside it; figures: the text has some."""
    said, around = data()["names"], context()
    before, after = text[max(0, run.start - _BEFORE) : run.start], text[run.end : run.end + _AFTER]
    titled = (around["titled"] if run.cased else TITLED).search(before)
    if not (run.cased or titled or run.given in given_names()[0] or (run.family and len(run.words) > 1)):
        return _unknown(run, before, beside=beside)
    score = _shape(run, counted=figures and (len(run.words) > 1 or bool(titled)))
    patient = None if around["oneself"].match(after) else around["patient"].search(before)
    if titled:
        score += said["titled"]
    elif patient and not (patient[0].startswith("PT") and not (text.isupper() or run.words[0].isupper())):
        score += said["after_patient"] + (said["named"] if run.family or _called(run, before) else 0.0)
    elif around["treated"].search(before):
        score += said["treated"]
    elif around["about"].search(before):
        score += said["about"]
    score += _around(run, before, after, beside=beside, patient=bool(patient)) + _owner(run, after)
    if score < data()["likely"]:
        return score  # what speaks against it need not be asked
    return score + _against(text, run, patient=bool(patient or titled), beside=beside)


def _unknown(run: Run, before: str, *, beside: bool) -> float:
    """Words without a name's capitals of which none is known as one: only a detail beside them, or a label before, makes them one."""
    around = context()
    labelled = run.words[0].isupper() and around["patient"].search(before) and (run.reversed_ or not any(heard(word) for word in run.words))
    named = len(run.words) > 1 and (run.words[0].isupper() or not run.reversed_) and around["label"].search(before) and not any(heard(word) for word in run.words)
    single = len(run.words) == 1 and run.family and around["patient"].search(before)  # "pt lundy had …"
    kept = len(run.words) == 1 and make("record_key").search(before) and run.given not in given_names()[1]  # {"patient": "farouq"}; uncased() asks whether it is a word
    return float(data()["names"]["beside_detail"]) if beside or labelled or named or single or kept or _strange(run, before) else 0.0


def _strange(run: Run, before: str) -> bool:
    """Two words behind one for a patient, neither of them known and one not even made of known ones or mistyped: "my patient zorblat quenby"."""
    may_be = len(run.words) > 1 and not run.reversed_ and run.words[0].islower() and context()["patient"].search(before)
    return bool(may_be) and not any(map(heard, run.words)) and not all(map(familiar, run.words))


def _called(run: Run, before: str) -> bool:
    """Is it called somebody's name, or one word behind "patient" that is none of English or the field, nor made of one or mistyped?"""
    around, word = context(), _PREFIX.sub("", run.words[0])
    if around["named"].search(before) and not any(map(heard, run.words)):
        return True
    product = any(part[1:] != part[1:].lower() for part in word.split("-"))  # "HepBuilder"
    if len(run.words) > 1 or not run.cased or product:
        return False
    return bool((around["keyed"].search(before) and not heard(word)) or (around["alone"].search(before) and not of_the_field(word)))


def _shape(run: Run, *, counted: bool) -> float:
    """What the words themselves say. counted: figures in the text speak for it."""
    said = data()["names"]
    only, also = given_names()
    several = len(run.words) > 1
    score: float = said["last_first"] if run.reversed_ else said["two_words"] if several else 0.0
    score += said["figures"] if counted else 0.0
    if _is_given(run.given):
        score += said["given"]
    elif run.given in only or run.given in also or run.given_like:
        score += said["given_too"]
    if several and run.family:
        score += said["family"]
    elif several and (run.family_like or (run.family_word and _made_of(run) != "place_too") or _is_given(run.words[-1])):
        score += said["family"] / 2
    if not run.cased:
        behind = several and not run.reversed_ and heard(run.words[1]) and plain(run.words[1]) not in word_set("word_families")
        score += (said["uncased"] if several else said["uncased"] / 2) + (said["word_behind"] if behind else 0.0)
        return score
    if several and not any(heard(word) for word in run.words):
        score += said["unheard"]
    return score


def _is_given(word: str) -> bool:
    """Is it a given name and nothing else?"""
    return plain(word) in given_names()[0] and plain(word) not in ordinary_words()


def _around(run: Run, before: str, after: str, *, beside: bool, patient: bool) -> float:
    """What the words around it say for it."""
    said, around = data()["names"], context()
    several, score = len(run.words) > 1, 0.0
    kin = (before.lower().endswith("the ") and (run.family_plural or around["kin"].match(after))) or (run.family and around["household"].match(after))
    score += said["article"] if not kin and around["article"].search(before) else 0.0
    aged = around["age"].match(after) or around["aged"].match(after) or around["aged_before"].search(before) or (run.given in given_names()[0] and around["years"].match(after))
    dated = several and not _made_of(run)
    if beside or (aged and _somebody(run)) or kin or (dated and around["dated"].match(after)):
        score += said["beside_detail"]
    if around["verbs"].match(after) or (several and around["done"].match(after)):
        score += said["verb"] if several or patient else said["verb_alone"]
    if not several and run.cased:
        score += said["had"] if run.family and around["had"].match(after) else 0.0
    score += said["verb"] if dated and around["visited"].match(after) else 0.0
    score += said["pronoun"] if several and around["pronoun"].match(after) else 0.0
    if several and (run.reversed_ or len(run.words[-1]) > 2) and around["service"].match(after):
        score += said["listed"] if run.reversed_ else said["listed"] / 2
    return score


def _somebody(run: Run) -> bool:
    """May it be a person's name by its words: more than one, or none that is said of anybody ("Mom is 81")?"""
    return len(run.words) > 1 or not (heard(run.words[0]) or plain(run.words[0]) in word_set("not_owners"))


def _against(text: str, run: Run, *, patient: bool, beside: bool) -> float:
    """What says that it is no patient: who treats, a case at court, a place, a thing. patient: a word for one stands before it."""
    said, around = data()["names"], context()
    before, after = text[max(0, run.start - _BEFORE) : run.start], text[run.end : run.end + _AFTER]
    score = 0.0
    label = len(run.words) > 1 and run.words[0].isupper() and before.endswith("PT: ")  # "PT: ROE, JANE", in capitals throughout
    if any(around[name].search(before) and not label for name in ("staff", "case", "saint")) or any(around[name].match(after) for name in ("credentials", "versus", "premises", "oneself")):
        score += said["staff"]
    elif after.startswith(",") and around["staff_apposed"].search(before):
        score += said["staff"]  # "the coder, Jane Roe, says"
    elif around["staff_pair"].search(text, max(0, run.start - 2 * _BEFORE), run.start):
        score += said["staff"]  # "therapists Jane Roe and John Poe"
    if text.startswith(("St.", "Saint "), run.start) and not (patient or beside):
        score += said["saint"]  # a hospital, a city
    if patient or beside or not run.cased:
        return score
    follows = around["word"].match(after)
    if follows and not follows[1].isupper() and not run.reversed_ and plain(re.sub(r"['’]s$", "", follows[1])) in word_set("not_names"):
        score += said["staff"]  # "Mary Washington Hospital", "Allen Cognitive Level"
    return score + _thing(run, before, after)


def _thing(run: Run, before: str, after: str) -> float:
    """A clinic, a payer, a device, a disease: by its own words, by what is said of it and by where it stands."""
    said, around = data()["names"], context()
    score = 0.0
    if " ".join(map(plain, run.words[:2])) in _phrases():
        score += said["staff"]
    if any(around[name].search(before) for name in ("thing_before", "organisation_before")) or any(around[name].match(after) for name in ("thing_after", "organisation_after", "state")):
        score += said["thing"]
    if around["firm"].match(after):
        score += said["firm"]
    made_of = _made_of(run)
    return score + (said[made_of] if made_of else 0.0)


def _made_of(run: Run) -> str:
    """What the words of a run make of it, by the name of its weight in details.toml; empty: nothing but a name."""
    if len(run.words) == 1 or not run.cased:
        return ""
    words, also = [plain(word) for word in run.words], given_names()[1]
    ordinary = [word in ordinary_words() for word in words]
    if words[0] in word_set("places_first"):
        return "place"
    if not run.reversed_ and words[-1] in word_set("places_too"):
        return "place_too"
    if run.family_word and words[1 if run.reversed_ else 0] in also:
        return ""  # "Grace Stone", "Ray Cook"
    if any(ordinary) and all(is_word or word in also for is_word, word in zip(ordinary, words, strict=True)):
        return "ordinary_family" if run.family_word else "ordinary"
    if not run.reversed_ and (words[-1] in word_set("places") or (ordinary[-1] and not run.family_word)):
        return "place"
    return "ordinary_partly" if ordinary[0] or (ordinary[-1] and not run.family_word) else ""


@cache
def _phrases() -> frozenset[str]:
    """Several words that look like somebody's name and are known as something else."""
    return frozenset(line.strip() for line in data()["names"]["phrases"].replace("\n", ",").split(","))


def _owner(run: Run, after: str) -> float:
    """What an owned thing adds: "Garcia's plan of care", "Jane Roe's visit"; not "Medicare's plan"."""
    said = data()["names"]
    if len(run.words) > 1:
        return float(said["owner"]) if context()["owned"].match(after) else 0.0
    word = plain(run.words[0])
    other = not run.cased or word in word_set("not_owners") or len(word) < 3 or (heard(word) and not run.family_word)
    owned = context()["owned_alone"].match(after) or (run.family and context()["owned_code"].match(after))
    return 0.0 if other or not owned else float(said["owner_alone"])
