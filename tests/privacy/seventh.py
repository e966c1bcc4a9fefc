"""The seventh set: other people, organisations and sentences once more; sent to a running server as well (tests/web/test_patients.py)."""

from tests.privacy.shapes import Set, people

SEVENTH = Set(
    people=people(
        "Ignatius/Corrigan, Perpetua/Lindholm, Raymond/Espinoza, Nakia/Dupree, Bjarne/Halvorsen, Leticia/Bustamante, Ephraim/Katz, Soo-jin/Bae, Marvella/Stubblefield, Quincy/Applewhite, "
        "Theodora/Angelopoulos, Hassan/Abdi, Rosetta/Mooney, Gwyneth/Pryce, Cuong/Dinh, Adelaide/Fortenberry, Mateusz/Zielinski, Ophelia/Tennant, Ramiro/Cisneros, Edna/Schroeder, "
        "Baptiste/Lemaire, Fumiko/Ishikawa, Darnell/Pettway, Isadora/Monteiro, Clifford/Van Buren, Anjali/Mehta, Lorna/Macpherson, Otis/Redd, Zainab/Hashemi, Wilfred/Croom, "
        "Norma/Villarreal, Hank/Bauer, Consuelo/De Anda, Tevin/Marsh, Ursula/Brandt, Elwood/Sipes, Rukmini/Nair, Sal/Ferraro, Blanche/Devereaux, Stanley/Pawlak"
    ),
    leads=("Good afternoon.", "Quick q:", "From a billing company:", "SLP here,", "Per my manager,", "Checking something.", "", "", "", "", "Sorry to bother,", "Month end panic:"),
    asks=(
        "units and modifiers?", "is this billable?", "{cpt} plus {cpt2}?", "does Part B cover it?", "how do I code {m} minutes?", "should we write it off?", "what goes in the note?", "{n} units sounds wrong, no?", "will the edit hit?",
        "is an addendum enough?", "late cert, can we bill?", "GO or GP?", "do we appeal or correct?", "{cpt} {m} min; {cpt2} {m2} min; how many?", "any limit per day?",
    ),
    tell={
        "name in a sentence": (
            "Tuesday {p} had the eval and {m} minutes of exercise", "{p} tripped in the parking lot, so we re-tested", "I have {p} at noon for {cpt}", "{p} told me Medicare pays everything", "Do we need a KX for {p}?", "we never got a signed plan for {p}", "{p} returns after a stroke", "Copay of 20 from {p} was posted twice", "{p} completed {n} visits",
            "UHC paid for {p} but not for {p2}", "Just saw {p}: 97110 twenty, 97112 ten", "{p} refuses group", "the neighbor of {p} drives", "our aide stayed with {p} on the bike", "{p} gets dizzy, so {cpt}", "split the hour between {p} and {p2}", "{p}, new hip, day 10, {cpt}", "{p} was billed as outpatient while in a SNF", "please review {p} for medical necessity", "{p} would like a Saturday slot",
        ),
        "one name": ("Mr. {s} has two plans", "Mrs. {s}, {m} min of gait", "Ms. {s} can't do stairs", "this is for Mr. {s}", "pt {g} {i} needs auth", "{g} is 91 and walks daily", "the patient, {g}, had {m} min", "a kid named {g} with apraxia", "Miss {s} came by"),
        "possessive": ("{p}'s minutes were {m}", "{s}'s plan of care lapsed", "{p}'s auth has {n} visits", "who reads {p}'s chart?", "{p}'s doctor retired", "{g} {i}.'s claim", "{p}'s knee is worse"),
        "last, first": ("{lf} {cpt} {m} min", "{lf}, dob {d}, {cpt}", "pt: {lf}", "{LF} - {cpt} - DENIED", "{lf} (MRN {acc})", "next is {lf}, {cpt}", "{lf} {i}., {cpt2}", "report due for {lf}"),
        "lower or upper case": ("{p_} dob {d} {cpt}", "pt {p_}, {cpt} {m} min", "question on {p_}'s units", "PATIENT NAME: {P}", "{P} {cpt} X2 {cpt2} X1 DOB {d}", "mrs {s_} had {m} min", "patient is {p_}"),
        "age": ("{p}, {age} y/o, balance", "{p} ({age})", "{age} yo F {p}", "{p} just turned {age}", "{g} {s} {age} yrs, CVA", "{g}, {age} yo, {cpt}"),
        "birth date": ("DOB {d} MBR inactive", "patient DOB: {d}", "d/o/b {d}", "the pt was born {d}", "birthdate on card {d}", "her DOB ({d}) is wrong on the claim", "{x}.{y}. dob {d}", "Born {d}, {cpt}", "born in {d}"),
        "initials": ("pt {x}.{y}. {v} {m} min", "{x}.{y}. on {v}", "{x}.{y}. dob {d}, {cpt}", "client {x}.{y}. ({age} yo)", "initials {x}.{y}. dob {d}"),
        "Medicare number": ("MBI is {mbi}", "mbi {mbi} {cpt} {m}", "{mbi} rejected", "her card: {mbi}", "Medicare number on file {mbi}", "{mbi}, {cpt} x2", "bene {mbi} has an open home health episode"),
        "other numbers": (
            "member # {mem}", "Member ID: {mem}, group 55", "Cigna ID {mem}", "her insurance number is {mem}", "policyholder ID {mem}", "policy {pol} pays second", "policy no: {pol}", "State Farm policy {pol}", "account no {acc}", "Account: {acc}", "patient account {acc}", "MRN is {acc}", "mrn {acc}, two evals", "medical record number is {acc}", "chart {acc}", "pt ID {acc}",
            "claim no. {clm}", "claim {clm}, line 2 denied", "ICN {icn} CO-{carc}", "claim # {icn}", "Claim control number {icn} on the remit", "case # {clm}", "work comp claim {clm}", "authorization # {clm}", "auth {clm} for {n} visits", "SSN on file {ssn}", "his social {ssn}", "Medicaid # {mem}", "referral # {clm}", "encounter # {acc}",
        ),
        "address": ("pt lives at {st}", "seen in her home at {st}", "home health or B at {st}, her house?", "address: {st} (patient)", "{p} at {st}", "mail for {p}: {st}", "her new address is {st}", "his residence at {st} has a ramp", "patient moved to {st}"),
        "telephone": ("pt cell {ph}", "call her: {ph}", "{p}, phone {ph}", "patient's number is {ph}", "his wife can be reached at {ph}", "mobile {ph}, patient prefers text", "{p}'s cell is {ph}", "her home number is {ph}", "daughter's cell {ph}"),
        "e-mail": ("pt email {mail}", "email the superbill to {mail}", "her mail is {mail}", "patient writes from {mail}", "send to {mails} for the patient", "email {mails}", "login for {mail}"),
        "for whom": ("bill for {p}", "{cpt} for {p} on {v}", "plan of care for {p}", "discharge summary on {p}", "the eval of {p} was {m} minutes", "denial for {p}", "the visit with {p}", "KX for {lf}"),
    },
    look={
        "provider numbers": ("type 1 NPI {npi}", "NPI {npi} is deactivated", "group {npi}, rendering {npi}", "ordering NPI {npi} missing", "our TIN {ein}", "FEIN {ein} on the W-9", "NPI number {npi}, PTAN pending", "the PT's NPI: {npi}"),
        "toll-free": ("call {tf}", "{payer} claims line {tf}", "{tf} said to resubmit", "the 800 number {tf}", "EDI help desk {tf}", "{mac} contact center, {tf}", "provider phone {tf}", "fax {tf} for appeals"),
        "office numbers": ("fax number of our clinic {ph0}", "clinic's line {ph0}", "office: {ph0}", "PCP office fax {ph0}", "physician's fax is {ph0}", "practice main number {ph0}", "billing office {ph0}", "{payer} fax {ph0}"),
        "payer mail": ("{role}@{dom} replied", "email {role}@{dom}", "write {role}@{dom} or call", "contact: {role}@{dom}", "{role}@{own} is our box", "appeal by mail to {role}@{dom}"),
        "date formats": ("DOB in MM/DD/YYYY, e.g. {d}", "is {d} an ok format for box 3", "date of birth: required on the 1500", "write the birth date like {d}", "what format, MMDDYYYY", "example: dob {d}"),
        "dates of service": ("{v} through {v2}", "DOS {v} and {v2} denied", "eval done {v}", "seen on {v} for {m} min", "{cpt} {v} {m} min, {cpt2} {v}", "last visit {v}", "cert {v}, recert {v2}", "charges for {v}", "note signed {v2} for {v}", "30 days from {v}"),
        "contractors": ("{mac} ADR", "{mac} LCD L{five}", "{mac} says {cpt} is bundled", "is {mac} our MAC", "{mac} {cpt} denial", "call {mac}"),
        "cases": ("{case}", "the {case} settlement", "cites {case}", "post {case} rules", "{case} on {v}"),
        "clinics": ("{clinic} bills {n} units", "{clinic} - {m} min {cpt}", "{clinic} uses a PTA", "we at {clinic} see {n} a day", "{clinic}: {cpt}, {cpt2}", "{clinic} and {clinic2}", "{clinic} lost its auth on {v}", "transfer from {clinic}", "{clinic} therapist {m} min", "{clinic}'s eval form"),
        "payers": ("{payer2}", "{payer2} {cpt}", "{payer2} allows {n} visits", "{payer2} is primary", "plan: {payer2}", "{payer2} took back {usd}", "{payer2} vs {payer}", "{payer2} and {cpt}", "is {payer2} a Medicare plan", "auth from {payer2} on {v}", "{payer2}'s rule"),
        "drugs, tools, brands": ("{brand}", "{m} minutes of {brand}", "{brand} = {cpt}?", "tried {brand} today, {m} min", "{brand} + {brand2}, {m} min", "{drug} before therapy", "takes {drug} daily, {m} min {cpt}", "{brand} {usd}", "the {brand} unit", "is {brand} covered"),
        "tests, conditions": ("{test}, {m} min", "97750 for {test}", "{test}/{test2}", "{cond}, {age} yo", "hx {cond}, {cpt}", "{cond} and gait {m} min", "{test} improved by {n}"),
        "staff": (
            "{p}, PTA", "{p} DPT billed {cpt}", "Dr. {s} of orthopedics", "Dr. {p}, NPI {npi}", "therapist {p}, {m} min", "OT {p} and PT {p2}", "PTA {g} {s} {m} min", "{p}, our owner, asks", "supervisor {p} says {cpt}", "the manager, {p}, disagrees", "SLP {p} {m} min", "{p}, RN", "{p} PT, OCS",
            "biller {p} sent {v}", "coder {p} changed {cpt}", "nurse {p} called", "physician {p} signed {v}", "aide {g} helped for {m} min", "intern {p} shadowed", "{p} the PTA did {m} min", "attending {p}, MD", "I'm {g} from the front desk", "instructor {p} teaches {cpt}", "{p}, PT and {p2}, OT",
        ),
        "ages, people without names": ("{age} y/o female", "a {age} yr old with falls", "{age}-year-old man, {cpt} {m}", "a child, {young}", "pts A and B, {m} min each", "her {age} year old mother", "the patient is {age}", "his daughter called", "a couple treated together", "patient 1 of 3", "two men, {m} min"),
        "codes, amounts": ("{cpt}, {cpt2}, 97164", "${usd}", "{usd} vs {usd}", "{cpt} x{n}", "CO-{carc}, N{four}", "M17.11 Z47.1", "{cpt} 59 KX", "{m}/{m2}/{m}", "paid {usd} for {cpt}", "{n}% of {usd}", "locality 0{n}", "revenue code 0420 {cpt}"),
        "numbers talked of": ("claim control number wanted", "which account number field", "is the member ID on the ABN", "chart number missing", "ICN vs DCN", "claim number unknown", "auth number not needed", "policy number blank", "the MRN is internal", "SSN not allowed", "patient ID field", "case number for workers comp"),
        "possessives": ("Palmetto's LCD", "Part B's threshold", "Kaiser's auth", "OT's minutes {m}", "yesterday's eval", "the physician's plan of care", "Medicaid's limit", "Thursday's visit", "St. John's therapy notes", "ASHA's view", "an employer's policy", "parent's session {m} min", "patient's goals"),
        "places": ("{city}", "{city}, {cpt} rate", "a clinic in {city}", "{state} law", "{biz}", "PO Box {four}", "{city} hospital", "room {n}", "{payer} {state}", "moved to {city}"),
        "capitals of headings": (
            "Gait And Stairs {m} min", "Progress Report Late {v}", "Ultrasound Ten Minutes", "Vestibular Rehab {m} min", "Splint Adjustment, {cpt}", "Discharge Visit {v}", "Ice And Elevation", "Cash Based Practice", "Fall Risk Screen {m} min", "Kids Group, {cpt}", "Direct Access State Law", "Billing Cycle Ends {v}",
            "Right Hip Pain, {cpt}", "Evaluation Only {v}",
        ),
    },
    pools={
        "area": ("207", "316", "405", "580", "734", "971"),
        "host": ("gmail.com", "yahoo.com", "aol.com", "verizon.net", "outlook.com", "cox.net"),
        "street": ("Larch", "Fox Chase", "E. 9th", "Mockingbird", "St. Paul", "Stony Brook", "Orchard Hill", "Juniper Ridge"),
        "payer": ("Aetna", "Cigna", "UnitedHealthcare", "Humana", "Tricare", "Carelon", "Wellcare", "Anthem"),
        "payer2": ("Mountain Shadow", "Elderplan", "Vibra Health", "Sharp Advantage", "Allwell", "Brand New Day", "Leon Medical", "Doctors Plan", "Aspire Choice", "Provider Partners", "Central Mass", "Texan Plus", "Desert Cross", "Cascade Comfort", "Blue Medicare", "Ultimate Care", "Longevity Plus", "Astiva"),
        "mac": ("Novitas", "Palmetto GBA", "Noridian JF", "CGS", "FCSO", "WPS", "NGS"),
        "case": ("Jimmo v. Sebelius", "Bagnall v. Sebelius", "Loper Bright", "Kisor", "Barrows v. Becerra", "Azar v. Allina"),
        "clinic": ("Blue Sky", "Fern Hollow", "Iron Bridge", "Sage Brush", "Hidden Valley", "Canyon Creek", "Lincoln Square", "Harmony Place", "Pebble Beach", "Active Life", "Lakeview", "Clinton Corners", "New Horizons", "Apple Tree", "Park Place", "Heritage Oaks", "Turning Point"),
        "clinic2": ("Bear Creek", "Salt Marsh", "Elm Grove", "Bright Side", "Lower Falls"),
        "brand": ("Stim Plus", "Solo Stretch", "Body Charger", "Reflex Trainer", "Dynavision", "Vibra Plate", "Cryo Cuff", "Balance Pod", "Walk Aide", "Tread Wall", "Ergo Pod", "Pulse Roller", "Smart Glove", "Stair Trainer", "Sit Fit", "Vision Coach", "Light Cure", "Cyber Knee"),
        "brand2": ("Hand Helper", "Digi Flex", "Mini Tramp", "Sliding Board", "Weighted Vest"),
        "drug": ("Gabapentin", "Celebrex", "Requip", "Depakote", "Valium", "Xarelto", "Insulin", "Durolane", "Ropinirole", "Aspirin"),
        "test": ("Berg Balance Scale", "Purdue Pegboard", "Katz", "Sit To Stand", "Clock Test", "Tug Manual", "Apraxia Battery", "Bayley", "Peabody", "Lower Extremity Scale", "Gait Speed"),
        "test2": ("Step Test", "Grip Strength", "Reach Forward", "Four Square", "Timed Stands"),
        "cond": ("Parkinson's disease", "Meniere's disease", "Down syndrome", "Boxer fracture", "Galeazzi fracture", "Cushing disease", "Crohn disease", "Barlow syndrome", "Perthes disease", "Tourette syndrome", "Addison disease", "Sudeck atrophy", "Wilson disease", "Sprengel deformity"),
        "role": ("provideroutreach", "reconsideration", "remittance", "postpay", "claimstatus", "hello", "therapyreview", "intake.team", "medicalpolicy", "cashposting", "frontoffice"),
        "dom": ("aetna.com", "cgsadmin.com", "wellcare.com", "fcso.com", "elderplan.org", "statefund.org"),
        "own": ("blueskypt.com", "activeliferehab.com", "fernhollow.org"),
        "city": ("Cedar Falls", "Palm Beach", "Grand Forks", "Round Rock", "Santa Rosa", "Mount Vernon", "Council Bluffs", "Green Bay", "Jamestown", "Fort Myers", "Columbia", "White Plains", "Bend"),
        "state": ("Oregon", "Georgia", "West Virginia", "Texas", "Minnesota"),
        "biz": ("55 Hospital Drive", "1010 Medical Center Blvd, Suite 400", "8 Professional Court, Suite C", "Westgate Shopping Center", "300 Health Park Way"),
    },
)
