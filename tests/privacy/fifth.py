"""The fifth set: other people, other organisations, other sentences than the fourth. Measured at first sight before anything was mended on it."""

from tests.privacy.shapes import Set, people

FIFTH = Set(
    people=people(
        "Beulah/Strickland, Nilufar/Karimova, Desmond/Ogbonna, Trudy/Vandermolen, Iker/Etxeberria, Wanda/Sikorski, Percival/Hobbs, Thi/Luong, Rosario/Cabrera, Hyacinth/Bellamy, "
        "Moses/Tsosie, Agnetha/Bergstrom, Curtis/Hightower, Sunniva/Aasland, Delphine/Roussel, Gus/Papadakis, Latrice/Womack, Otto/Weiss, Parveen/Akhtar, Roscoe/Tillman, "
        "Imani/Kamau, Faith/Rhodes, June/Castle, Dwight/Puckett, Keziah/Amoah, Vito/LoPresti, Maud/O'Hara, Jiho/Lim, Nadezhda/Volkova, Clyde/Barnhart, "
        "Estefania/del Valle, Piet/van Houten, Myrtle/Swank, Rufina/Apodaca, Cedric/Fontenot, Hattie/McIlwain, Arvind/Deshpande, Toshiko/Nakagawa, Leroy/Mayfield, Bettye/Crum"
    ),
    leads=("Morning!", "Need help.", "From our billing desk,", "So,", "Asking for a colleague.", "Please advise:", "Second try:", "", "", "", "Compliance question.", "Hey there,"),
    asks=(
        "what can I charge?", "does {cpt} need a modifier with {cpt2}?", "is that {n} units or fewer?", "how do we appeal?", "would {cpt} be bundled?", "{cpt} was {m} min and {cpt2} {m2} min, thoughts?",
        "may we still bill Part B?", "any risk in an audit?", "should GP or GO be used?", "is a signature required?", "what does CMS want?", "who certifies?", "is it covered?", "what's the deadline?", "rebill or appeal?",
    ),
    tell={
        "name in a sentence": (
            "Yesterday {p} did stairs and marching, {m} minutes", "{p} transferred from a SNF last Thursday", "The remit for {p} lists {carc}", "Got a call about {p} and her balance due", "{p} only tolerates {m} minutes", "Our schedule has {p} down for {cpt}",
            "I evaluated {p} and wrote goals", "{p} uses a rollator and came for gait", "{p} hasn't paid since May", "after surgery {p} gets {cpt} three times a week", "Is {p} allowed more than {n} visits?", "Visit note, {p}: {m} min {cpt}",
            "the doctor sent {p} for vestibular work", "{p} - Medicare - {m} minutes total", "{p} will turn 65 soon and has Cigna", "Can {p} get PT and OT together?", "two people at once, {p} and {p2}, {m} minutes", "{p} was discharged {v}", "refund owed to {p}", "{p} keeps cancelling",
        ),
        "one name": ("Mrs {s} wants to stop", "Mr. {s}'s shoulder needs {m} more minutes", "Ms. {s} forgot her brace", "{g} turned 79 and joined the falls class", "our pt {g} had {m} min of {cpt}", "client named {g}, two visits so far", "patient called {g} {i}.", "the {s} twins come for speech", "Miss {s} has dual coverage"),
        "possessive": ("{p}'s claim was rejected", "{s}'s progress report is overdue", "need to fix {p}'s units for {v}", "what is {p}'s threshold balance?", "{p}'s wife signed the ABN", "{g} {i}.'s eval ran long", "{p}'s chart shows {m} min"),
        "last, first": ("{lf} - {cpt} - {m} min", "{lf}, born {d}", "{lf} {d} {cpt}", "Patient {lf}: {cpt}, {cpt2}", "{LF} {v} {cpt}", "on the list: {lf}", "{lf} {i} (DOB: {d})", "charges for {lf} on {v}"),
        "lower or upper case": ("pt name: {p_}", "{p_} had {m} min of manual", "treated {p_} for {m} minutes", "PATIENT {P}, {cpt} X2", "{P} DOB {d}", "is {p_}'s claim timely", "{p_} wants a receipt for {cpt}"),
        "age": ("{p} is {age} and lives alone", "{p} (age {age}), hip fracture", "{age}-year-old {p} needs {cpt}", "{p}, a {age} y/o with MS", "{g}, {age}, slipped on ice", "{g} {s}, {age}M, {cpt} {m} min"),
        "birth date": ("birth date {d}", "she gives {d} as her date of birth", "DOB={d}; {cpt}", "b. {d}, Medicare A and B", "his dob {d} does not match the payer's", "the patient was born {d}", "{x}{y}, {d}, {cpt}", "born on {d}, eval {v}", "d.o.b.: {d}"),
        "initials": ("{x}.{y}. {v} {cpt} {m} min", "pt {x}.{y}. ({v})", "client {x}{y}, dob {d}", "{x}.{y}. DOB {d}", "patient {x}{y}, {age} yo, {cpt}"),
        "Medicare number": ("Medicare ID {mbi}", "the card has {mbi}", "rejected: {mbi} invalid", "{mbi} / {cpt} / {m} min", "patient {mbi} needs KX", "new MBI {mbi}, old one expired", "beneficiary {mbi} is in hospice"),
        "other numbers": (
            "subscriber ID {mem} inactive", "Aetna ID {mem}", "member number is {mem}", "insurance ID: {mem}", "plan ID on her card: {mem}", "her policy {pol} lapsed", "PIP policy number {pol}", "the patient's account is {acc}", "acct {acc} sent to collections", "MRN: {acc}, {m} min",
            "EMR # {acc} has no cert", "medical record {acc}", "patient no {acc}, balance due", "claim {icn} was recouped", "claim ID {clm} stuck", "ICN: {icn}", "payer claim control number {icn}", "comp claim # {clm}", "case {clm} with the auto carrier", "authorization {clm} expires {v}",
            "Medicaid number {mem}", "SSN: {ssn}", "soc. sec. {ssn}", "her social ends in {four}", "referral number {clm}", "chart no. {acc}", "visit number {acc} was coded wrong", "statement {acc} mailed twice",
        ),
        "address": ("lives at {st}, so is that home health?", "the visit took place at her home, {st}", "patient address: {st}", "his apartment at {st} has stairs", "{p} of {st}", "send {p}'s bill to {st}", "home is {st}", "we see him at {st}, his daughter's house", "she relocated to {st} with her husband"),
        "telephone": ("reach the patient at {ph}", "cell: {ph} (patient)", "{p} can be called on {ph}", "his home number {ph}", "her son {g}, {ph}", "pt phone {ph}", "daughter {ph} handles money", "patient texted from {ph}", "voicemail for Mrs. {s} at {ph}"),
        "e-mail": ("patient's email: {mail}", "{mail} asked for her records", "superbill goes to {mail}", "her address is {mail}", "he uses {mails}", "write the patient at {mails}", "email on file {mail}"),
        "for whom": ("charge entry for {p}", "the cert of {p}", "units to bill for {lf}", "re-eval on {p} {v}", "appeal letter for {p}", "denial regarding {p}", "may I see {p} without a referral?", "no ABN on file for {p}"),
    },
    look={
        "provider numbers": ("box 24J shows {npi}", "individual NPI {npi}, group NPI {npi}", "the surgeon's NPI {npi} is invalid", "does {npi} need to be on the plan", "NPI: {npi}, specialty 65", "TIN {ein} changed hands", "our EIN is {ein}", "enrolled under NPI {npi} since {v}"),
        "toll-free": ("{payer} help line {tf}", "tried {tf} twice", "provider services ({tf}) hung up", "phone appeals go to {tf}", "{tf} for eligibility", "the plan's nurse line {tf}", "reach {mac} at {tf}", "fax {tf} is dead"),
        "office numbers": ("the clinic's fax is {ph0}", "orthopedic office fax {ph0}", "main line of the practice {ph0}", "return fax {ph0}", "Dr. {s}'s fax {ph0} is busy", "our phone {ph0} in box 33", "{payer}'s rep {ph0} says no", "send cert by fax, {ph0}"),
        "payer mail": ("{role}@{dom} answers in a week", "portal help is {role}@{dom}", "sent the ADR to {role}@{dom}", "is {role}@{dom} secure", "cc {role}@{own}", "our inbox {role}@{own} is full"),
        "date formats": ("birth date as {d} or 8 digits", "does the form take {d} as a format", "e.g. {d} in the DOB field", "is the DOB needed on form CMS-1500", "YYYY-MM-DD such as {d}", "two digit years like {v}"),
        "dates of service": ("{v} {cpt} x2; {v2} {cpt} x3", "dates {v}, {v2}", "initial eval was {v} and today is {v2}", "discharged {v}, returned {v2}", "billed {v}, denied {v2}", "for DOS {v} the claim has {cpt}", "recert period {v} - {v2}", "the cert from {v} was signed {v2}", "{v} was the tenth visit", "remit dated {v}"),
        "contractors": ("{mac} bundled {cpt}", "a letter from {mac} dated {v}", "{mac}, {cpt} x {n}", "{mac} LCD L{five} on {cpt}", "does {mac} audit {cpt}", "{mac}'s hotline is useless"),
        "cases": ("{case} and skilled maintenance", "is {case} still good law", "{case}, {year}", "the judge in {case} said what", "since {case} no improvement needed"),
        "clinics": ("{clinic} - {cpt}, {m} min", "{clinic} opened in {year}", "at {clinic} we bill {cpt}", "{clinic} {cpt} {cpt2}", "I work for {clinic}, {m} visits a week", "{clinic} and {clinic2} share an NPI", "{clinic} sent us a superbill", "{clinic}'s PTA did {m} min", "merged with {clinic} on {v}", "{clinic}: how many units for {m} minutes"),
        "payers": ("{payer2}: {cpt} denied", "{payer2} wants notes for {v}", "{payer2} won't pay {cpt}", "coverage is {payer2}, {m} minutes", "{payer2} {cpt} {cpt2}", "{payer2} limits {n} visits", "{payer2} and {payer}: who pays first", "does {payer2} use midpoint", "with {payer2} it's {m} min", "{payer2}'s fee schedule for {cpt}", "billing {payer2} for {cpt}"),
        "drugs, tools, brands": ("{brand} {m} min", "is {brand} {cpt}", "{brand}, then {cpt} for {m} min", "we own a {brand}", "bought {brand} and {brand2} for {usd}", "15 min {brand}", "on {drug}, {m} min {cpt}", "{drug} wears off after {m} min", "started {drug} on {v}", "patient takes {drug}"),
        "tests, conditions": ("{test}: {m} minutes", "did {test} and {test2}", "{test} 18/30", "{cond} since {year}", "{cond} - {cpt}", "dx is {cond}, {m} min", "{test} on {v}, {cond}"),
        "staff": (
            "{p}, OTR, {m} min", "Dr {p} faxed the cert {v}", "{p} MPT signs for {p2} PTA", "PT {p} had {n} patients", "our assistant {g} treated", "physical therapist {p} left on {v}", "{p}, our billing manager, says {cpt}", "rehab director {p} says {n} units", "clinic owner {p} bills {cpt}", "practice administrator {p} emailed",
            "Dr. {s} and Dr. {s2}", "speech pathologist {p} did {m} min", "SLP {g} and OT {g2} co-treat", "{p}, CFY, is supervised", "fellow therapist {p} thinks {cpt}", "the hospitalist {p} signed {v}", "neurologist {p} wants {cpt}", "{p}, NP-C ordered {cpt}", "case manager {p} at {payer}", "surveyor {p} cited us", "I am {p}, PT in private practice", "hello {g}, me again", "volunteer {g} helped in the gym", "my colleague {p} bills {cpt}",
        ),
        "ages, people without names": ("man of {age}, stroke, {m} min", "{age}-year-old female with a fall, {cpt}", "woman, {age}, osteoporosis", "pt age {age}, {cpt} {m} min", "toddler of {young} months", "client A {m}, client B {m2}", "first pt {m} min, second pt {m2} min", "her sister drives her", "patient's mother asked", "a retired teacher of {age}", "the husband wants training, {cpt}"),
        "codes, amounts": ("{cpt}/{cpt2}/G0283/97014", "${usd} allowed, ${usd} paid", "{cpt} {usd} {cpt2} {usd}", "I63.9, R26.81, Z74.1", "CO{carc} MA130", "S72.001D with {cpt}", "{cpt} GP KX 59, {cpt2} GP", "patient owes {usd}", "{m}+{m2} minutes", "{n} units at ${usd}", "fee {usd}, writeoff {usd}", "95992, 97112, 97116"),
        "numbers talked of": ("the claim number is on the EOB, right", "ICN needed for a reopening", "what is a claim control number", "do account numbers go on the 1500", "missing subscriber ID", "the auth number ran out of visits", "original reference number in box 22", "is an SSN ever sent", "MRN isn't on the claim", "policy number format for auto", "claim 2 of 4 denied", "group number optional"),
        "possessives": ("Aetna's visit limit", "the patient's plan of care", "Tricare's session rules", "the surgeon's protocol says {m} min", "Friday's session, {cpt}", "CMS's plan for {year}", "Alzheimer's and {cpt}", "the clinic's notes", "Women's clinic bills {cpt}", "St. Luke's claim form", "the therapist's license", "Cigna's account manager", "Veteran's plan and {cpt}"),
        "places": ("{city} office, {m} min", "GPCI of {city}", "{payer} in {state}, {cpt}", "offices at {biz}", "letters go to PO Box {four}", "{city} VA clinic", "a SNF in {city}", "{state} practice act", "Suite {n}, 2 rooms, {m} min", "{city}, {state}: rate for {cpt}"),
        "capitals of headings": (
            "Therapeutic Activities {m} min, Manual {m2} min", "Home Exercise Program Review, {m} min", "Dry Needling, Cupping, {cpt}", "Late Entry {v}", "Group Of Three, {m} min", "Hot Pack then Ther Ex {m} min", "Low Back Pain, {cpt} x2", "Patient Education {m} min", "Aquatic Therapy vs Land", "Skilled Maintenance Visits, {n} so far",
            "Joint Mobs Grade III {m} min", "Stroke Rehab Week 3", "Pelvic Floor {m} min", "Balance Training Half Hour",
        ),
    },
    pools={
        "area": ("218", "301", "408", "541", "715", "850"),
        "host": ("gmail.com", "aol.com", "icloud.com", "yahoo.com", "comcast.net", "me.com"),
        "street": ("Hawthorne", "Twin Pines", "SW 8th", "Magnolia", "St. Charles", "N. Kedzie", "Rolling Hills", "Deer Run"),
        "payer": ("Anthem", "Centene", "Kaiser", "Optum", "Medicare", "Devoted", "Healthfirst", "Ambetter"),
        "payer2": ("Bright Path", "Community First", "Peak Value", "Clover Hill", "Freedom Choice", "Sanford Valor", "Avera Align", "Dean Advantage", "Martha Jefferson", "Network Platinum", "Prominence Plus", "Essence Rx", "Vantage Point", "Gold Kidney", "Simply Complete", "Quartz One", "Security Blue", "Denver Springs"),
        "mac": ("Novitas Solutions", "Palmetto", "Noridian JE", "CGS J15", "First Coast", "WPS GHA", "NGS JK"),
        "case": ("Jimmo v. Burwell", "Chevron", "Wood v. Thompson", "Alexander v. Azar", "Fox v. Bowen", "Skidmore v. Swift"),
        "clinic": ("Northern Pines", "Copper Canyon", "Blue Water", "Willow Bend", "Grant Park", "Wilson Creek", "Eagle Point", "Sunny Slope", "Lakeside Rehab", "Granite Bay", "Mill Pond", "Henry Street", "Full Circle", "Next Level", "Liberty Hill", "Spring Branch", "Orchard Park"),
        "clinic2": ("West End", "Falcon Heights", "Birch Bay", "Open Range", "Sugar Grove"),
        "brand": ("Thera Gun", "Chattanooga Intelect", "Keiser Air", "Nu Step", "Solo Step", "Zero G", "Redcord Neurac", "Compex Wireless", "Vital Stim", "Deep Oscillation", "Huber Motion", "Space Curl", "Bemer Mat", "Graston Technique", "Pilates Reformer", "Kettle Bell", "Star Excursion", "Hydro Worx"),
        "brand2": ("Game Ready", "Air Bike", "Power Plate", "Pro Fitter", "Slide Board"),
        "drug": ("Sinemet", "Dysport", "Neurontin", "Cymbalta", "Tizanidine", "Plavix", "Lipitor", "Kenalog", "Prednisone Taper", "Tylenol Arthritis"),
        "test": ("Dynamic Gait Index", "Barthel", "Tandem Stance", "Modified Rankin", "Beck Depression", "Wee FIM", "Trail Making", "Grooved Pegboard", "Action Research Arm", "Sollerman", "Quick DASH"),
        "test2": ("Fukuda Step", "Rapid Pace Walk", "Single Leg Stance", "Clock Drawing", "Hand Grip"),
        "cond": ("Parkinson disease", "Marfan syndrome", "Dupuytren contracture", "Bennett fracture", "Hill Sachs", "Morton neuroma", "Smith fracture", "Pott disease", "Wallenberg syndrome", "Rett syndrome", "Prader Willi", "Jones fracture", "Graves disease", "Sever disease"),
        "role": ("appealsdept", "customercare", "provider_help", "audit", "records.request", "payments", "rac", "utilizationreview", "finance", "reception", "memberappeals"),
        "dom": ("anthem.com", "novitasphere.com", "centene.com", "wpsgha.com", "bluecrossnc.com", "unitedcarrier.net"),
        "own": ("granitebaypt.com", "ourpractice.net", "millpondrehab.org"),
        "city": ("Sioux Falls", "Lake Charles", "Palm Springs", "Winston Salem", "St. Joseph", "Carson City", "Rocky Mount", "Eau Claire", "Charlottesville", "Bowling Green", "Truth or Consequences", "El Centro", "Martinsburg"),
        "state": ("Tennessee", "Carolina", "New Jersey", "Washington", "Montana"),
        "biz": ("77 Professional Parkway", "3000 Hospital Blvd, Suite 110", "12 Main Street, Suite B", "Eastgate Plaza", "640 Medical Park Drive"),
    },
)
