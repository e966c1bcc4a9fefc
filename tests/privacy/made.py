"""Texts that tell who a patient is, and texts that only look so: templates filled from lists, the same on every run.

A stopped text comes with the pieces that must be gone from it. The people are made up; more than half of their given
names are not in the list the program has.
"""

import itertools
import random

PEOPLE = [
    ("Jane", "Roe"), ("John", "Carter"), ("Maria", "de la Cruz"), ("Ronald", "McDonald"), ("Sean", "O'Brien"), ("LaToya", "Jefferson"),
    ("Anne-Marie", "St. Claire"), ("Ludwig", "van der Berg"), ("Xochitl", "Quintero"), ("Thuy", "Tran"), ("Oluwaseun", "Adeyemi"), ("Bronwyn", "Llewellyn"),
    ("Zdenka", "Hruska"), ("Priyamvada", "Iyer"), ("Jean-Luc", "DuPont"), ("Torvald", "Lindqvist"), ("Keoni", "Kahale"), ("Nizhoni", "Begay"),
    ("Dorothy", "Miller-Hayes"), ("Ngaire", "Whetu"), ("Robert", "MacLeod"), ("Guadalupe", "del Rio"), ("Ferdinand", "D'Angelo"), ("Siobhan", "Murphy"),
    ("Bogdan", "Popescu"), ("Yevgenia", "Sokolova"), ("Harold", "Stone"), ("Wilhelmina", "Vandenberg"), ("José", "Muñoz"), ("Takumi", "Watanabe"),
]  # fmt: skip

# {f} given name, {l} family name, {i} initial of the family name, {d} a birth date, {n} the rest by kind.
STOPPED = [
    "{f} {l}, DOB {d}, had 23 minutes of 97110. Units?",
    "Pt {f} {l} {d} 97140 x 2, is CQ needed?",
    "patient {f} {l} got 38 min of 97112 today",
    "pt {f} {i} 67yo, 45 min therex, how many units",
    "{l}, {f} ({d}) 97530 denied CO-50",
    "{l}, {f} {i}. ({d}): KX?",
    "units for {f} {l}, 23 min of 97110 and 10 of 97140",
    "{f} {l}'s plan of care ran out on Friday, can we still bill",
    "{l}'s plan of care expired last week, do we need a new eval",
    "When is {f} {l}'s recert due if eval was 1/5/2026?",
    "Medicare number {mbi}: does therapy cap apply?",
    "member with {mbi} had an eval at another clinic, can I bill 97161",
    "her MBI is {mbi_spaced} and she is over the threshold",
    "{mbi_spaced} 97110 3 units denied, why",
    "{f} {l} lives at {street}, home visit 97116 place of service?",
    "patient address {street}, do we use POS 12",
    "Bill went to {street}, patient never paid the copay",
    "account number {acct} shows 97010 denied, why",
    "acct # {acct} 2 units 97035 bundled?",
    "policy number {policy} for the auto claim, which rule counts",
    "claim number {claim} was denied with CO-97",
    "ICN {claim} came back N362, what now",
    "MRN {acct}: 30 minutes of 97110, 8 of 97140",
    "chart # {acct} had no signed plan, can we bill",
    "initials {x}.{y}. {visit} 97110 24 min, how many units",
    "pt {x}{y}, {visit}, 97530 and 97140 need 59?",
    "Patient {x}.{y}., seen {visit}: 55 minutes total",
    "{x}.{y}. ({d}) needs KX this year?",
    "SSN {ssn} keeps rejecting on the claim",
    "social ending in {four}, is she over the KX amount",
    "email her at {mail}, does the ABN count by e-mail?",
    "send the ABN to {mail}",
    "she wrote from {mail_spoken}, can we send a superbill there",
    "call the patient at {phone} about the copay for 97110",
    "{f} {l} {phone} no-show fee Medicare?",
    "her cell is {phone}, medicare patient, caregiver training code?",
    "{f} {l} has MBI {mbi} and secondary Aetna, who pays first",
    "Mrs. {l} had 20 minutes of 97110 and 10 of 97140",
    "Mr. {f} {l} is 71 and needs 97116, any limit?",
    "a patient named {f} {l} wants cash therapy, medicare allowed?",
    "for patient: {l}, {f} bill 2 units 97110?",
    "my patient {f} {l} fell yesterday, is a re-eval 97164 ok",
    "{f} {l} 82 y/o, total 53 min, which units",
    "{f} {l} (dob {d}) 97110 23 min",
    "born {d}, {f} {l}, Medicare primary, 3 units?",
    "date of birth {d}, does Medicare age matter for the eval code",
    "{f} {l}'s daughter asks for a superbill, 97535 20 min",
    "saw {f} {l} for 40 minutes, 97110 and 97140 half each",
    "treated {f} {l} with the PTA for 30 min, CQ?",
    "Evaluated {f} {l} today. 97162 and 97110 20 min ok?",
    "{F} {L} DOB {d} 97110 X 3",
    "PATIENT: {L}, {F} 97140 DENIED",
    "{f_} {l_} dob {d} units for 23 min",
    "patient {f} {l} mrn {acct} 97112 16 min",
    "subscriber id {policy}, how many units does the plan allow",
    "Medicaid ID {acct}, 97110 4 units, MUE?",
    "medical record number {acct} no plan of care",
    "patient id {acct}: 97530 with 97116 same day?",
    "phone {phone10} patient asks about her deductible",
    "Can I bill 97110 for {f} {l} who was born {d}?",
]

# What only looks like it.
LOOKALIKES = [
    "Call {payer} at {tollfree} about the denial",
    "{payer} provider line {tollfree}, do they take appeals by phone?",
    "the payer's toll-free number {tollfree} is busy, timely filing?",
    "NPI {npi} in box 24J for the PTA?",
    "our group NPI is {npi}, the therapist's {npi}, which goes where",
    "Do I put {npi} as the NPI in 33a",
    "e-mail appeals to appeals@{domain}, is that allowed",
    "write to {role}@{domain} for the LCD",
    "can I send records to {role}@cms.hhs.gov",
    "our fax is {localphone}, may a plan be signed by fax?",
    "the practice's fax number {localphone} on the referral, is that needed",
    "Clinic phone {localphone} must be on the superbill?",
    "Is the date format {fmt} on the claim, for example {d}?",
    "date of birth is written {fmt}, such as {d}, right?",
    "dob field: format {fmt} e.g. {d}",
    "{contractor} denied 97110 with 97140, why",
    "does {contractor} require the KX modifier on line 1",
    "What does {contractor} say in L33631 about 97112?",
    "{contractor} LCD policy number L33631 and article A56566",
    "Does {case} change maintenance therapy?",
    "explain {case} in simple words",
    "{payer}'s policy on 97110 units",
    "{payer}'s plan allows 4 units, Medicare says 3?",
    "{owner}'s plan of care must be signed by whom",
    "{owner}'s visit counts for the tenth-visit report?",
    "Patient {ab} gets 18 minutes of 97110, patient {ab2} gets 20",
    "patient {ab} 10:00-10:23, units?",
    "DOS {visit}: 97110 23 min, 97140 10 min",
    "eval on {visit}, recert due when?",
    "97110 on {visit} and 97140 on {visit}, two claims?",
    "97110 x 2, 97140 x 1, {visit}, medicare",
    "Jane Roe, PT, signed the plan",
    "Dr. {l} signed the plan on {visit}",
    "Dr. {f} {l} wrote the order, PT did 30 min",
    "supervised by {f} {l}, DPT, CQ needed?",
    "therapist {f} {l} treated 4 patients in an hour",
    "the PTA {f} {l}, PTA gave 15 of the 30 minutes",
    "{test} took 30 minutes, which code",
    "{test} and 97110 same day?",
    "Is {test} billable as 97750",
    "patient with {eponym}, 97112 or 97530",
    "{eponym} patient, 20 min gait, 20 min balance",
    "claim adjustment reason code {carc} on claim line 2",
    "denied CO-{carc}, remark N362, what next",
    "taxonomy 225100000X on the claim?",
    "our tax ID 12-3456789 is in box 25, right?",
    "zip code {zip}, which locality is that for 97110",
    "RVU25D locality 01182-18 pay for 97530",
    "group number field on the CMS-1500, what goes there",
    "Account number field in box 26, is it needed?",
    "where does the claim number go on the redetermination form",
    "Medicare ID on the ABN, may I leave it off?",
    "Is a date of birth needed on the plan of care",
    "{city} rate for 97110 in 2026",
    "{city} Medicaid 97110 limit",
    "{hospital} outpatient bills 97110, which revenue code",
    "therapy at {hospital}, place of service 22?",
    "Send appeals to PO Box {box}, is certified mail needed?",
    "CMS, 7500 Security Boulevard, does it take complaints",
    "15 Minute Each Way Drive time, billable?",
    "Therapeutic Exercise And Manual Therapy Same Day",
    "30 minutes at 10 dollars a unit, 97110 {visit}",
    "P.T. {visit} 97110 24 min, O.T. {visit} 97530 24 min",
    "PT eval {visit}, OT eval {visit}, MPPR?",
    "Grace period for {visit} claims?",
    "May I bill 97110 with 97150? Will Medicare pay?",
    "Bill 97110, mark KX, and chase the plan?",
    "{payer} and {payer2} both say 8-minute rule?",
    "{payer}, {payer2} ({visit}): which counts by midpoint",
    "Medicare transmittal {trans} of {visit}, what changed",
]

_POOLS = {
    "payer": ["Aetna", "Cigna", "Humana", "UnitedHealthcare", "Anthem", "Kaiser", "Tricare", "Blue Cross", "BCBS of Texas", "Oxford", "Molina", "Carelon"],
    "contractor": ["Novitas", "Palmetto GBA", "Noridian", "CGS", "NGS", "First Coast", "WPS", "Noridian Healthcare Solutions", "National Government Services"],
    "case": ["Jimmo v. Sebelius", "the Jimmo settlement", "Jimmo vs. Burwell", "Loper Bright v. Raimondo", "Azar v. Allina"],
    "owner": ["Medicare", "Patient", "Parkinson", "Today", "Monday", "Therapist", "Physician", "Everyone", "Assistant", "Women", "Veteran"],
    "test": ["Berg Balance Scale", "Tinetti test", "Boston Naming Test", "Barthel Index", "Allen Cognitive Level", "Romberg", "Nine Hole Peg", "Thomas test", "Jebsen Taylor", "Western Aphasia Battery", "Morse Fall Scale", "Nelson Denny test"],
    "eponym": ["Parkinson's", "Bell's palsy", "Alzheimer's", "Guillain Barre", "Down syndrome", "Charcot Marie Tooth", "Lou Gehrig's disease"],
    "city": ["San Francisco", "Santa Clara", "Austin", "Dallas", "St. Louis", "New Orleans", "Virginia Beach", "Madison", "Jackson", "Los Angeles"],
    "hospital": ["Mary Washington Hospital", "St. Joseph Hospital", "Johns Hopkins", "Mayo Clinic", "Cleveland Clinic", "Thomas Jefferson University Hospital"],
    "domain": ["novitas-solutions.com", "aetna.com", "palmettogba.com", "ourclinic.org", "wpsic.com"],
    "role": ["info", "provider.relations", "claims", "partb", "support", "billing", "compliance"],
    "fmt": ["MM/DD/YYYY", "mm/dd/yy", "YYYY-MM-DD"],
    "carc": ["45", "97", "50", "119", "16", "4"],
    "ab": ["A", "B", "1", "X"],
    "ab2": ["B", "C", "2", "Y"],
}  # fmt: skip
_LETTERS = "ACDEFGHJKMNPQRTUVWXY"


def _number(luck, digits):
    return str(luck.randrange(10 ** (digits - 1), 10**digits))


def _values(luck, person):
    """What the templates may name, drawn for one text."""
    first, last = person
    birth = (luck.randrange(1928, 1975), luck.randrange(1, 13), luck.randrange(1, 29))
    months = "January February March April May June July August September October November December".split()
    dates = ["{1}/{2}/{0}", "{1:02}/{2:02}/{0}", "{0}-{1:02}-{2:02}", "{1}-{2}-{0}", "{m} {2}, {0}"]
    x, y = (luck.choice("BCDFGHJKLRSTVW") for _ in "xy")
    area, line = luck.choice(["412", "617", "303", "919"]), f"555-0{luck.randrange(100, 200)}"
    toll = luck.choice(["800", "833", "844", "855", "866", "877", "888"])
    mbi = [luck.choice("123456789"), *(luck.choice(_LETTERS) for _ in "xx"), *(_number(luck, 1) for _ in "x")]
    mbi += [luck.choice(_LETTERS), luck.choice(_LETTERS), _number(luck, 1), luck.choice(_LETTERS), luck.choice(_LETTERS), *(_number(luck, 1) for _ in "xx")]
    m = "".join(mbi)
    handle = luck.choice([f"{first[:1]}.{last[-5:]}", f"{first}{luck.randrange(10, 99)}", f"{first}_{last[-4:]}"]).lower().replace("'", "").replace(" ", "").replace(".", "", 0)
    handle = "".join(c for c in handle if c.isascii() and (c.isalnum() or c in "._-"))
    host = luck.choice(["gmail", "yahoo", "hotmail", "aol"])
    street = f"{luck.randrange(1, 9900)} {luck.choice(['Maple', 'Oak Hill', 'N. Lincoln', 'Westbrook', '42nd', 'Old Mill'])} {luck.choice(['Street', 'St', 'Ave', 'Avenue', 'Road', 'Rd', 'Lane', 'Ln', 'Drive', 'Blvd', 'Court'])}"
    drawn = {name: luck.choice(pool) for name, pool in _POOLS.items()}
    drawn["payer2"] = luck.choice([p for p in _POOLS["payer"] if p != drawn["payer"]])
    return drawn | {
        "f": first, "l": last, "i": last.split()[-1][0], "F": first.upper(), "L": last.upper(), "f_": first.lower(), "l_": last.lower(),
        "d": luck.choice(dates).format(*birth, m=months[birth[1] - 1]), "x": x, "y": y,
        "visit": f"{luck.randrange(1, 13)}/{luck.randrange(1, 29)}/{luck.choice(['2026', '26', '2025'])}",
        "mbi": luck.choice([m, f"{m[:4]}-{m[4:7]}-{m[7:]}", m.lower()]), "mbi_spaced": f"{m[:4]} {m[4:7]} {m[7:]}",
        "street": street, "acct": luck.choice(["", "A", "MR"]) + _number(luck, luck.choice([6, 7, 8])), "policy": luck.choice(["XJH", "W", "YRP-"]) + _number(luck, 8),
        "claim": _number(luck, luck.choice([10, 13, 15])), "ssn": f"{_number(luck, 3)}-{_number(luck, 2)}-{_number(luck, 4)}", "four": _number(luck, 4),
        "mail": f"{handle}@{host}.com", "mail_spoken": luck.choice([f"{handle} at {host} dot com", f"{handle} (at) {host} (dot) com", f"{handle} [at] {host}.com"]),
        "phone": luck.choice([f"{area}-{line}", f"({area}) {line}", f"{area}.{line.replace('-', '.')}"]), "phone10": f"{area}{line.replace('-', '')}",
        "tollfree": luck.choice([f"{toll}-{line}", f"1-{toll}-{line}", f"({toll}) {line}"]), "localphone": f"{area}-{line}", "npi": f"1{_number(luck, 9)}",
        "zip": _number(luck, 5), "box": _number(luck, 4), "trans": _number(luck, 4),
    }  # fmt: skip


_PLANTED = ("f", "l", "d", "mbi", "mbi_spaced", "street", "acct", "policy", "claim", "ssn", "four", "mail", "mail_spoken", "phone", "phone10", "F", "L", "f_", "l_")


def _made(templates, each, seed):
    luck = random.Random(seed)
    people = itertools.cycle(luck.sample(PEOPLE, len(PEOPLE)))
    for template in templates:
        for _ in range(each):
            values = _values(luck, next(people))
            yield template.format(**values), [values[key] for key in _PLANTED if f"{{{key}}}" in template]


def stopped(each=9, seed=15):
    """(text, pieces that must be gone), so many for each template."""
    return list(_made(STOPPED, each, seed))


def lookalikes(each=8, seed=15):
    """Texts that name no patient."""
    return [text for text, _ in _made(LOOKALIKES, each, seed)]
