"""The sixth set: again other people, organisations and sentences."""

from tests.privacy.shapes import Set, people

SIXTH = Set(
    people=people(
        "Constantine/Moutsos, Evangeline/Prewitt, Obadiah/Sturgis, Kimiko/Hasegawa, Rashid/Farooqui, Valdemar/Kristiansen, Carmelita/Ocampo, Hezekiah/Broussard, Simone/Archambault, Ryszard/Nowicki, "
        "Lavinia/Crutchfield, Emeka/Nwachukwu, Patsy/Ledbetter, Dolores/Huerta-Pena, Alistair/MacNeil, Ji-woo/Hwang, Fitzgerald/Toomey, Nanette/Gauthier, Ulysses/Grantham, Noemi/Szabo, "
        "Vernon/Pate, Tallulah/Ridgeway, Baldev/Sandhu, Mercedes/Quinones, Anselmo/De Luca, Winnie/Kwok, Eustace/Merriweather, Bernadine/Olszewski, Jamal/Weatherspoon, Rosamund/Pike, "
        "Kofi/Asante, Yetunde/Afolabi, Lars/Holmgren, Aurelia/di Stefano, Chester/Dobbs, Ray/Stone, Marguerite/Ouellette, Hoa/Truong, Selma/Grossman, Delbert/Yancey"
    ),
    leads=("Hi all,", "Somebody help:", "OT here.", "From a hand clinic.", "I'm new at this.", "Context: small practice.", "", "", "", "Late question,", "Before I close the day:", "Insurance team wants to know:"),
    asks=(
        "units please?", "which modifier?", "{cpt} or {cpt2}?", "can that be billed twice?", "does the 8 minute rule apply?", "is {m} minutes enough?", "how should it be documented?", "do I bill {n} lines?",
        "could it be a denial for timely filing?", "must the physician sign?", "what would an auditor say?", "is CQ needed?", "{cpt} {m}, {cpt2} {m2}, total?", "refund or not?", "when is the next report due?",
    ),
    tell={
        "name in a sentence": (
            "This morning I worked {m} minutes with {p}", "{p} fell again on Sunday", "a copay is missing for {p}", "{p} sees both me and the speech therapist", "the daughter of {p} wants the notes", "{p}, knee replacement, {m} minutes of {cpt}", "{p} arrived late and left early", "Why did Humana deny {p}?", "I can't find the order for {p}",
            "{p} moved here from Ohio and brought an old plan of care", "{p} signed the wrong form", "We put {p} in the group with three others", "{p} 97110 30, 97140 15", "{p} has used {n} of {n} visits", "{p} {m}/{m2} minutes", "add {p} to the appeal", "the family of {p} pays cash", "between {p} and {p2} I had ten minutes", "{p} lost Medicaid in March", "Medicare says {p} was inpatient that day",
        ),
        "one name": ("Mrs. {s} did the bike alone", "Mr {s} asked me", "Ms {s} needs an ABN", "{g}, who is 77, wants more visits", "patient {g} was seen twice", "client {g} {i}. had {cpt}", "his name is {g}", "the {s} family is upset", "Mr. and Mrs. {s} came together"),
        "possessive": ("{p}'s deductible isn't met", "{s}'s eval has no signature", "about {p}'s minutes on {v}", "{p}'s caregiver was trained", "{g} {i}.'s visit", "{p}'s referral expired {v}", "{p}'s mother called"),
        "last, first": ("{lf}; {cpt}; {m}", "{lf} - Medicare B", "{lf} DOB {d}", "{LF}: {cpt} DENIED", "pt {lf}, {m} min", "1. {lf} {cpt} 2. nobody else", "{lf} {v}", "see {lf} for the same denial"),
        "lower or upper case": ("patient {p_} had an eval", "{p_}, dob {d}", "mr {s_} had {m} min", "billed {p_} for {cpt}", "PT: {P} {cpt} {m} MIN", "saw {p_} this morning", "{p_}'s insurance denied"),
        "age": ("{p}, {age} years young", "{p} {age}M", "{age} yr old {p}", "{p}, aged {age}, COPD", "{g} ({age}) walked {m} min", "pt {g} {s}, {age}, CVA"),
        "birth date": ("DOB on the claim is {d}", "{d} (dob)", "patient's birthday: {d}", "born {d} and still working", "Date of Birth: {d} {cpt}", "he was born {d}", "dob was {d}, chart says otherwise", "{x}{y} dob {d} {cpt}", "{x}. {s}, {d}"),
        "initials": ("{x}.{y}. seen on {v}", "pt initials {x}.{y}., {v}", "{x}.{y}. born {d}", "patient {x}.{y}., {age}yo", "for {x}.{y}. on {v}: {m} min"),
        "Medicare number": ("HICN/MBI {mbi}", "his red white blue card says {mbi}", "{mbi} is not eligible", "look up {mbi} please", "MBI: {mbi} DOS {v}", "Medicare # {mbi}", "pt {mbi} {cpt}"),
        "other numbers": (
            "ID# {mem}", "UHC member {mem}", "her member ID, {mem}, was typed wrong", "Insured's ID {mem}", "subscriber no. {mem}", "policy # {pol}", "MedPay policy {pol}", "auto policy number is {pol}", "account # {acc}", "patient acct no {acc}", "her account, {acc}, is overdue", "MRN {acc} {cpt} {m}", "MR number {acc}",
            "chart # {acc}", "file {acc} of the patient", "claim #{clm}", "claim number: {icn}", "WC claim number {clm}", "ICN {icn} reopened", "our claim {icn} paid wrong", "TCN: {icn}", "auth # {clm}", "prior authorization number {clm}", "pre-cert {clm}", "Medicaid recipient {mem}", "SSN is {ssn}", "ss# {ssn}", "social security no. {ssn}", "encounter {acc}",
        ),
        "address": ("patient lives on {st}", "home address: {st}", "treated at home ({st})", "she stays with her sister at {st}", "{p}, {st}, balance due", "bill returned from {st}, patient moved", "her residence is {st}", "his mailing address, {st}, changed", "I went to {st} for her home visit"),
        "telephone": ("patient's cell is {ph}", "{ph} is his mobile", "{p}, tel. {ph}", "phone of the patient: {ph}", "her husband answers at {ph}", "home phone {ph}", "call {p} back at {ph}", "she can be texted, {ph}", "contact number {ph} (son)"),
        "e-mail": ("patient's mail {mail}", "receipt to {mail} please", "she emailed us from {mail}", "his email is {mails}", "{mail}", "contact {mails}", "portal login {mail} locked"),
        "for whom": ("claim for {p}", "modifiers for {p}", "writing an ABN for {p}", "progress note for {p} {v}", "recert of {p}", "coverage question about {p}", "charge slip: {p}, {cpt}", "regarding {lf}"),
    },
    look={
        "provider numbers": ("NPI {npi}", "billing provider {npi}", "NPI of the referring doctor {npi}", "NPPES lists {npi}", "supervisor's NPI is {npi}", "tax id no. {ein}", "{ein} is our TIN", "two NPIs, {npi} and {npi}"),
        "toll-free": ("provider line {tf}", "{payer} told us to call {tf}", "call center {tf} closes at 5", "IVR {tf} option {n}", "{mac} phone {tf}", "fax appeals to {tf}", "customer care: {tf}", "who answers {tf}?"),
        "office numbers": ("clinic fax {ph0}", "fax the cert to {ph0}", "our office number is {ph0}", "doctor's office {ph0}", "fax # {ph0} for records", "practice phone: {ph0}", "Dr. {s} fax {ph0}", "payer fax {ph0}"),
        "payer mail": ("mail to {role}@{dom}", "{role}@{dom}?", "ask {role}@{dom}", "{payer} gave {role}@{dom}", "our {role}@{own}", "reply came from {role}@{dom}"),
        "date formats": ("like {d} (MM/DD/YYYY)", "DOB typed as {d}, for example", "format of DOB on UB-04", "is {d} a valid format", "date field MMDDCCYY", "ISO date such as {d}"),
        "dates of service": ("visits {v} and {v2}", "{v}: {cpt} {m}, {cpt2} {m2}", "plan dated {v}", "first visit {v}, last {v2}", "{cpt} {m} min on {v}", "submitted {v}", "service date {v} {cpt}", "re-eval on {v} after {n} visits", "certified {v}-{v2}", "{v} PT, {v2} OT"),
        "contractors": ("{mac} on {cpt}", "{mac} asked for records", "does {mac} pay {cpt2}", "{mac} rejected it {v}", "L{five} of {mac}", "{mac} portal"),
        "cases": ("{case} decision", "{case} and coverage", "read {case}", "in {case} the court", "{case} {year} ruling"),
        "clinics": ("{clinic} has {n} therapists", "{clinic}: {m} min {cpt}", "our clinic, {clinic}, bills {cpt}", "we call ourselves {clinic}", "{clinic} PT and {clinic2} OT", "{clinic} closed {v}", "moved from {clinic} to {clinic2}", "{clinic} charges {usd}", "{clinic} got a denial {v}", "{clinic}'s front desk"),
        "payers": ("{payer2} {cpt} x2", "{payer2} denies {cpt}", "{payer2} as secondary", "patient's plan is {payer2}", "{payer2} paid {usd}", "{payer2}: {m} min of {cpt}", "{payer2} follows CMS", "credentialed with {payer2} on {v}", "{payer2} asked for {n} notes", "under {payer2} is {cpt} ok", "{payer2} and {payer}"),
        "drugs, tools, brands": ("{brand} with {cpt}", "{m} min on the {brand}", "{brand} {cpt} {m}", "{brand} or {brand2}", "{drug} and therapy, {m} min", "after {drug}, {cpt}", "new {brand}, price {usd}", "{brand} course on {v}", "stopped {drug} {v}", "{brand}: which code"),
        "tests, conditions": ("{test} {m} min", "{test} then {cpt}", "{test} and {test2}, {m} min", "{cond}: {cpt} {m}", "pt has {cond}", "with {cond}, {m} minutes gait", "{cond} patient {cpt}"),
        "staff": (
            "{p}, PT signed {v}", "{p} PTA {m} min", "Dr {p} ordered {cpt}", "our PT {p} was out", "PTA {g}, {m} min", "COTA {g} {s} did {m}", "{p} (OTR) did the eval", "{p} MD", "head therapist {p} says", "our biller {p} codes {cpt}", "the coder, {p}, says {n} units", "regional manager {p} wants {n} units", "PT student {p} did {m} min", "surgeon {p} refers",
            "{p} DO signed {v}", "physiatrist {p}", "reviewer {p} at {payer}", "CEO {p} asked", "trainer {p} did {m} min", "{p}, our front desk lead", "my boss {p} bills {cpt}", "therapists {p} and {p2}", "My name is {p} and I am a PT", "{p}, compliance officer",
        ),
        "ages, people without names": ("{age} year old man {cpt} {m}", "female {age}, knee", "an {age} y.o. with PD", "a boy of {young}", "kid, {young}, autism", "patient X {m} and patient Y {m2}", "one pt {m} min, other pt {m2}", "grandmother of the patient", "pt's husband helps", "both patients are {age}", "the older man got {m} min"),
        "codes, amounts": ("{cpt} {cpt2} {cpt}", "billed {usd}, got {usd}", "CO-{carc} PR-1", "{cpt} (2), {cpt2} (1)", "G89.29 M62.81", "copay {usd}", "{usd}/unit", "{m} + {m2} + 7 min", "{cpt} KX GP CQ", "MUE {n}", "RVU 0.{four}", "{n} x {usd}"),
        "numbers talked of": ("claim number is where", "no ICN on the remit", "how many digits has a member ID", "auth number goes in box 23", "account number optional", "policy number wrong on the claim", "need the PCN for pharmacy", "case number vs claim number", "do I give my NPI or SSN", "MBI starts with a digit", "ID card expired", "control number missing"),
        "possessives": ("Humana's rules", "the PTA's minutes", "Dr. {s}'s order {v}", "this week's visits", "CMS's claim edits", "Noridian's visit", "today's eval {m} min", "Hodgkin's and fatigue", "a veteran's plan of care", "St. Vincent's plan of care", "the school's therapist", "Anthem's chart audit", "my clinic's policy"),
        "places": ("{city} {cpt}", "clinic near {city}", "{city} MAC locality", "{state} rules on PTA", "office: {biz}", "Box {four}, {city}", "{city} and {state}", "hospital of {city}", "bay 4, {m} min", "{state} BCBS {cpt}"),
        "capitals of headings": (
            "Ther Ex {m}, Ther Act {m2}", "Manual Lymph Drainage {m} min", "Cert Period {v} to {v2}", "New Patient Eval Low Complexity", "Wound Care Selective {m} min", "Tens Unit Trial {cpt}", "Shoulder Pain Right, {cpt} x 2", "Concurrent Therapy Rules", "Caregiver Training First Thirty Minutes", "Community Reintegration {m} min", "Prosthetic Checkout {m} min", "Chart Review Findings {v}",
            "Missed Visit {v}", "Final Visit {v}, {m} min",
        ),
    },
    pools={
        "area": ("270", "336", "419", "559", "732", "919"),
        "host": ("gmail.com", "hotmail.com", "msn.com", "att.net", "yahoo.com", "live.com"),
        "street": ("Persimmon", "Quail Hollow", "S. 23rd", "Larkspur", "St. James", "Martin Luther King", "Old Post", "Wisteria"),
        "payer": ("Cigna", "Aetna", "Highmark", "Tricare", "Humana", "Molina", "Premera", "Medicaid"),
        "payer2": ("Evergreen Select", "Priority Partners", "Lasso Health", "Zing Choice", "Troy Medicare", "Perennial Advantage", "Nascentia", "Gateway Assured", "Solis Gold", "Presbyterian Senior", "Banner Prime", "Imperial Plus", "John Muir", "Erickson Signature", "True Blue", "Western Growers", "Baylor White", "Crystal Run"),
        "mac": ("Novitas JH", "Palmetto JM", "Noridian", "CGS", "First Coast JN", "WPS J5", "NGS J6"),
        "case": ("Jimmo v. Sebelius", "Kisor v. Wilkie", "Landers v. Leavitt", "Bagnall", "Estate of Landers v. Leavitt", "Hays v. Sebelius"),
        "clinic": ("Stepping Stones", "River Rock", "Beacon Hill", "Thunder Mountain", "Quarry Lane", "Cherry Creek", "Barton Springs", "Motion Works", "Bay Harbor", "Sterling Ridge", "Peach Tree", "Franklin Park", "Back In Motion", "Honey Brook", "Lone Tree", "Wild Rose", "Green Valley"),
        "clinic2": ("Crossroads", "Sand Point", "Twin Oaks", "Old Mill", "Ivy Square"),
        "brand": ("Power Tower", "Balance Master", "Spirit Fitness", "Pneu Step", "Vector Gait", "Tyromotion Diego", "Myomo Pro", "Zebris", "Rifton Tram", "Endless Pool", "Cervical Saunders", "Bioness Vector", "Magna Wave", "Rapid Rebound", "Kinesio Tex", "Mulligan Belt", "Airex Pad", "Noble Stander"),
        "brand2": ("Step Up", "Wobble Board", "Theraputty", "Ankle Weights", "Body Blade"),
        "drug": ("Gabapentin", "Xeomin", "Mirapex", "Keppra", "Dantrium", "Coumadin", "Metformin", "Zilretta", "Methotrexate Sodium", "Vitamin D"),
        "test": ("Functional Gait Assessment", "Katz Index", "Brunnstrom Stages", "Mini Mental", "Fugl Meyer", "Hopkins Verbal", "Moberg Pickup", "Minnesota Rate", "Oswestry", "Chedoke Arm", "Stroke Impact"),
        "test2": ("Unipedal Stance", "Push Release", "Reach Test", "Color Trails", "Pinch Meter"),
        "cond": ("Huntington disease", "Raynaud phenomenon", "Sjogren syndrome", "Monteggia fracture", "Bankart lesion", "Freiberg disease", "Jefferson fracture", "Paget disease", "Horner syndrome", "Angelman syndrome", "Miller Fisher", "Stills disease", "Scheuermann kyphosis", "Hashimoto disease"),
        "role": ("redeterminations", "provider-inquiry", "claimsupport", "mailroom", "clinicalreview", "overpayments", "pharmacy", "disputes", "accounting", "newpatients", "providerenrollment"),
        "dom": ("cigna.com", "palmettogba.com", "molinahealthcare.com", "ngsmedicare.com", "healthnet.com", "tristateplan.org"),
        "own": ("riverrockpt.com", "motionworks.com", "twinoaksrehab.net"),
        "city": ("Cape Coral", "Little Rock", "Port Charlotte", "Silver Spring", "St. Augustine", "Oak Ridge", "Iron Mountain", "Hot Springs", "Fredericksburg", "Garden Grove", "Boca Raton", "Terre Haute", "Johnson City"),
        "state": ("Kentucky", "Dakota", "Rhode Island", "Florida", "Wyoming"),
        "biz": ("900 Medical Arts Drive", "41 Corporate Way, Suite 9", "2200 Health Sciences Blvd", "Southside Mall", "18 Clinic Road, Suite 1"),
    },
)
