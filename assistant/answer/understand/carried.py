"""What retrieval looks for in a turn that leans on those before it: its own words behind those still meant."""

from __future__ import annotations

from assistant.answer.shape import Shape
from assistant.answer.understand.turns import Turn

PASSING = frozenset({"why", "source", "whatif"})  # topics of one turn only
_EMPTY = frozenset("that this then were they them there minutes minute more have only with what about instead just same".split())
_SHORT = frozenset("pt ot pta ota cota slp np pa md abn kx cq pos fee snf lcd mac poc".split())
_FORM_WORDS = frozenset(
    "how often much many long soon late far when what which who whom whose where why is are was were do does did can could may might must "
    "shall should will would has have had i we you they he she it its my our your their his her a an the to of for on in at by with and or if "
    "be been get gets need needs needed required require requires due ok okay allowed possible there any this that these those not still mean "
    "means meaning timed untimed valid covered bundled say says said so then also too explain about am us me cost apply applies go goes".split()
)
_ASPECT_WORDS = frozenset(
    "example examples sample template appeal appeals appealed patient patients charge charged pay pays paid resubmit fix correct modifier modifiers mod mods code codes unit units line lines form forms documentation document documented doc docs note notes record order orders signature "
    "signatures sign signs signed put add append report use write bill billed bills billing goes deadline limit limits max proof requirement requirements exception".split()
)
_OPENERS = Shape(
    "words that only open a turn", r"(?i)^\W*(?:(?:ok|okay|so|then|well|and|but|also|now)\b\W*)*(?:what about|how about|what if|same (?:question )?(?:but|for|with))?\b\W*",
    ("[OK so what about ]gait", "[and, ]97140", "[same question for ]OT"), ("gait and 97140",),
)
_DATES = Shape("a day or a year", r"(?i)\b(?:(?:in|for|of|on|cy) ?)?(?:\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|(?:19|20)\d\d(?:-\d\d-\d\d)?)\b", ("what was it [in 2024]", "[On 3/5/26] she came", "[2025-07-01]"), ("97110", "in March"))
_PAYER_WORDS = Shape("who pays", r"(?i)\b(?:to |for |by )?(?:medicare|mcr|medicaid|tricare|part b|bcbs|aetna|cigna|humana|uhc)\b", ("units [for Medicare]", "[BCBS] and [aetna]"), ("who pays", "part a"))
_ASKS_ANEW = Shape(
    "begins a question of its own",
    r"^\W*(?:(?:and|so|ok|okay|but|then|also)\W+)*(?:(?:by|until|till|since|from|for|at|in|on|to|with|under) )?"
    r"(?:who|whose|whom|where|when|which|how|what(?! about)|can|could|may|do|does|did|is|are|was|should|must|will|would|has|have)\b",
    ("[who] signs it?", "[ok and by when]", "[does] it expire"), ("what about OT", "the doctor signs when"),
)
_SPANS = Shape("so many days or visits", r"(?i)\b(?:every|each|per) \d{1,3}(?:th)? \w+|\b\d{1,3} (?:days?|weeks?|visits?|months?)\b", ("a report [every 10th visit]", "due in [90 days]"), ("10 minutes", "every visit"))
ASPECT_NOUN = Shape(
    "an aspect of what was talked about, in a noun",
    r"\W*(?:(?:and|ok|so|then)\W+)*(?:(?:any|the|an?|need (?:an? |the )?|is there (?:an? )?)\s*)?(?:modifiers?|mods?|(?:billing )?codes?|forms?|deadlines?|time ?frames?|"
    r"doc\w*(?: requirements?| tips)?|requirements?|fees?|costs?|limits?|max(?:imum)?|minimum|signatures?|exceptions?|examples?|penalt\w+|proof|paperwork|notice)"
    r"(?: (?:needed|required|please))?\W*",
    ("[modifier?]", "[and any doc tips?]", "[is there a deadline]"), ("who signs it", "for OT"),
)
_SETTING_WORDS = Shape(
    "where it is given",
    r"(?i)\b(?:(?:in|at|for) )?(?:an? |the |our |my )?(?:private practices?|(?:outpatient )?hospitals?(?: outpatient)?(?: departments?)?|hopd|snfs?|home health|rehab(?:ilitation)? agenc(?:y|ies)|corfs?|cahs?)\b",
    ("caps [in a private practice]", "[at our hospital outpatient department]", "[SNF]"), ("in practice", "at home"),
)
_STATES = Shape(
    "a statement, and no question", r"^\W*(?:(?:and|but|so|ok|well|what if|if)\W+)*(?:we|i|he|she|they|it|patient|pt|the|our|my|agency|doctor|doc|md|insurance|payer)\b(?! (?:do|does|did|is|are|can)\b.*\?)",
    ("[we] missed it", "[but the] doctor never signed"), ("who missed it", "they do sign?"),
)
_SO = Shape("and so", r"\A\W*(?:so|then|ok|okay|now)\b", ("[so] ABN?", "[then] what"), ("also", "is it so"))
_OPENING = ("to", "for", "with", "by", "under", "on")
_PARALLEL = Shape(
    "of whom, or with what", rf"(?i)(?:{'|'.join(f'({word})' for word in _OPENING)}) (?!it\b|that\b|this\b|them\b|those\b)\S+(?: \S+){{0,3}}", ("[to speech]", "[Under a plan of care]"), ("for that", "the OT")
)
_PARALLELS = tuple(
    Shape(f"{word} whom or what, at the end", rf"(?i)\b{word} (?:\S+ ){{0,2}}\S+$", (f"does it apply [{word} new evaluations]", f"is it [{word.upper()} OT]"), (f"{word}s", f"{word} one more of the visits"))
    for word in _OPENING
)
_SPACE_BEFORE = Shape("a space before a stop", r"\s+(?=[?.,])", ("in practice[ ]?", "so[  ], then"), ("why not? yes",))
_WORD = Shape("a word, with its apostrophe", r"[a-z']+", ("[what's] [due]",), ("10 97110",))
MOST_WORDS = 80


def anew(turn: Turn) -> bool:
    """Does a leaning turn ask a question of its own of what was talked about ("who signs it?"), not the same of something else?"""
    lower = turn.text.lower()
    own = _OPENERS.sub("", turn.search).strip(" ?.!,")
    asks = (_ASKS_ANEW.search(lower) and _says_more(own)) or ASPECT_NOUN.fullmatch(lower) or of_an_aspect(lower)
    return bool(asks) and not turn.dated and turn.words <= 14


def of_an_aspect(lower: str) -> bool:
    """Does a short turn name nothing but an aspect of what was talked about ("do I add a modifier?", "documentation for that?")?"""
    words = _WORD.taken(lower)
    return len(words) <= 8 and not any(map(str.isdecimal, lower)) and set(words) <= _FORM_WORDS | _ASPECT_WORDS and bool(_ASPECT_WORDS & set(words))


def subject(before: Turn, turn: Turn) -> str:
    """What a leaning turn still talks about; empty when it talks of another code."""
    if set(turn.treatment.codes) - set(before.treatment.codes):
        held = before.subject or _bare(before.search)
        return f"{held} {' '.join(turn.treatment.codes)}" if not before.treatment.codes and not before.treatment.services else ""
    if "subject" in turn.flags and not _ASKS_ANEW.search(turn.text.lower()):
        return _bare(_OPENERS.sub("", turn.search))
    return before.subject or _bare(before.search)


def _bare(search: str) -> str:
    """A search text without the words that only made it a question."""
    search = _SPANS.sub(" ", search)
    words = [word.strip("?!;:") for word in search.split()]
    return " ".join(word for word in words if word and word.lower().strip(".,'\"()") not in _FORM_WORDS)


def _says_more(own: str) -> bool:
    """Has a what-if a word of its own ("what if it's late"), or only numbers and pronouns?"""
    return any((len(word) > 3 and word not in _EMPTY) or word in _SHORT for said in _WORD.taken(own.lower()) for word in said.split("'"))


def _of_the_subject(before: Turn, turn: Turn) -> bool:
    """Is a turn asked or said of what was talked about, whatever was asked of it before ("who signs it?", "we missed it", "so ABN?")?"""
    lower = turn.text.lower()
    said = before.asked_anew and bool(_STATES.search(lower)) and not turn.dated
    said = said or (bool(before.told) and bool(before.subject) and "subject" not in turn.flags and not _qualifies(before, turn))
    return anew(turn) or said or ("subject" in turn.flags and turn.words <= 3 and bool(_SO.match(lower)))


def _qualifies(before: Turn, turn: Turn) -> bool:
    """Does a turn only say of whom, when, where or how much the same is asked ("for OT", "and in 2024", "hospital")?"""
    minutes = turn.treatment.bare or turn.treatment.services or turn.treatment.total is not None
    told = turn.dated or turn.payer or turn.setting or turn.discipline or turn.amounts or minutes or turn.modifiers
    return bool(told) or bool(before.treatment.services) or turn.words > 8 or bool(_PARALLEL.fullmatch(_OPENERS.sub("", turn.search).strip(" ?.!,")))


def _without_parallel(held: str, own: str) -> str:
    """"does it apply to evaluations?", "and to speech?": what stands in the place of the new phrase goes."""
    opens = _PARALLEL.fullmatch(own)
    place = _PARALLELS[(opens.lastindex or 1) - 1].search(held.strip(" ?.!")) if opens else None
    return held[: place.start()].strip() if place else held


def carried_search(before: Turn, turn: Turn, *, own_codes: bool) -> str:
    """Search text of a leaning turn: its own words behind those still meant."""
    own = _OPENERS.sub("", turn.search).strip(" ?.!,")
    asked = turn.topics - PASSING
    if turn.topics and not asked and not own_codes and not turn.dated:
        return f"{before.search} {own}" if "whatif" in turn.topics and _says_more(own) else before.search
    if not own_codes and _of_the_subject(before, turn):
        about = (before.subject or _bare(before.search)).strip(" ?.!,")
        return f"{about}: {own}"
    if "subject" in turn.flags:
        return own if turn.words > 6 else f"{own} {before.frame or before.search}".strip()
    if own_codes and asked and not before.topics & asked:
        return own
    held = before.search
    if turn.payer and turn.payer != before.payer:
        held = _PAYER_WORDS.sub("", held)
    if turn.setting and turn.setting != before.setting:
        held = _SETTING_WORDS.sub("", held)
    held = _without_parallel(held, own)
    if turn.dated:
        held = _SPACE_BEFORE.sub("", " ".join(_DATES.sub("", held).split()))
    fresh = [code for code in turn.treatment.codes if code not in before.treatment.codes]
    if len(fresh) == 1 and before.treatment.codes and before.treatment.codes[-1] in held:
        held = held.replace(before.treatment.codes[-1], fresh[0])
        own = own if turn.words > 4 else ""
    words = [*held.split(), *own.split()]
    return " ".join(words[-MOST_WORDS:])
