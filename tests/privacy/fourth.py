"""The fourth set: details of every kind and look-alikes of every kind, from parts. Written, measured, then mended on."""

from tests.privacy.shapes import Set, people

FOURTH = Set(
    people=people(
        "Harriet/Fenwick, Odalys/Betancourt, Cormac/O'Shaughnessy, Tunde/Bakare, Merle/Dinkins, Yolanda/de los Reyes, Svetlana/Morozova, Jung-min/Seo, Alphonse/LeBlanc, Rhoda/Zimmer, "
        "Ezra/Nussbaum, Cliff/Banks, Charity/Lane, Ximo/Ferrandiz, Kaleolani/Akana, Pilar/von Trotha, DeMarcus/Tolliver, Ola/Nordmann, Mai/Xiong, Bao/Nguyen, Georgette/Thibodeaux, "
        "Hubert/Pickett, Shanthi/Venkataraman, Lupe/Arredondo, Fern/Gladstone, Amos/Yoder, Zoraida/Maldonado, Tadgh/Mac Giolla, Birdie/McCrory, Rex/Underhill, Ife/Ogunleye, Dot/Weems, "
        "Walt/Kubiak, Ngozi/Eze, Ilse/van den Bosch, Antwan/Gibbs, Meera/Krishnamurthy, Lonnie/Sparks, Concetta/D'Amico, Juniper/Hale"
    ),
    leads=("Hi team,", "Question from the front desk:", "Quick check -", "Urgent!", "Hello,", "New one for you.", "Billing here.", "Our compliance person asks:", "", "", "OK so", "One more:"),
    asks=(
        "how many units?", "is 59 needed?", "can we bill it?", "what do I do now?", "does KX go on?", "why was it denied?", "which code is right?", "two units of {cpt} or three?", "{cpt} {m} min, {cpt2} {m2} min?",
        "does Medicare pay?", "is the plan of care still good?", "{m} minutes of {cpt} - units?", "do we need a new cert?", "is GP right?", "can the PTA do it?",
    ),
    tell={
        "name in a sentence": (
            "{p} was on the schedule for {m} minutes of {cpt}", "we had {p} in for gait and stairs today", "{p} rolled an ankle and came back to us", "I'm working on the claim of {p}", "the chart of {p} has no signed plan",
            "{p} wants to switch from PT to OT", "our new Medicare patient {p} starts Monday", "insurance won't pay for {p} any more", "spent {m} min with {p} on transfers", "{p} no-showed twice this month",
            "{p} and {p2} shared the gym, one therapist", "my aunt {p} got a bill for {cpt}", "{p} met all goals on {v}", "denied for {p}: {cpt} x2", "{p} / {cpt} / {m} min", "{p}: {cpt} {m} min, {cpt2} {m2} min",
            "per {p} her copay was already met", "{p}, Medicare B, {m} min total", "the ABN that {p} signed is from {v}", "today's patients: {p} {m} min, {p2} {m2} min",
        ),
        "one name": ("Mrs. {s} did {m} minutes on the NuStep", "Mr {s} is out of visits", "Ms. {s} and her walker, {cpt} {m} min", "{g} is 83 and had {m} min of {cpt}", "pt {g} {i}. missed the re-eval", "patient {g} had {m} min of balance", "little {g} {s}, age {young}, speech twice a week", "{s} family, both kids get {cpt}", "our patient, Miss {s}, asks for a superbill"),
        "possessive": ("{p}'s recert is late", "{s}'s plan of care was never signed", "{p}'s husband paid twice", "is {p}'s eval too short at {m} min", "{p}'s Medicare ran out of visits", "{g} {i}.'s progress report is missing", "{p}'s secondary is Tricare"),
        "last, first": ("{lf} {cpt} x3", "{lf} (DOB {d})", "{lf}: {cpt} denied CO-{carc}", "{lf} {i}. {v} {cpt} {m} min", "{LF} {cpt} {m} MIN", "schedule shows {lf} at 10:30", "re {lf}, recert", "{lf} ({d}) {cpt}"),
        "lower or upper case": ("pt {p_} {m} min {cpt}", "{p_} came in w/ back pain", "{P} {cpt} X 2 DENIED", "patient: {P}", "for {p_} we did {m} min therex", "what about {p_}'s eval", "name {p_} dob {d}"),
        "age": ("{p}, {age}, s/p THA", "{p} ({age}F) {cpt} {m} min", "{age} yo {p} fell", "pt {g} {i} {age}yo", "pt {g} {s} {age} y/o male with CVA", "{g} {i}., {age} years old, Parkinson's"),
        "birth date": ("DOB {d}, {cpt} {m} min", "dob: {d}", "patient born {d}", "date of birth is {d}", "birthday {d} so she just turned Medicare age", "{x}{y} {d} {cpt}", "{x}.{y}. ({d})", "she was born on {d}", "({d}) is his birth date"),
        "initials": ("{x}.{y}. on {v}, {m} min", "pt {x}{y} {v} {cpt}", "patient {x}.{y}. seen {v}", "initials {x}{y}, dob {d}", "{x}.{y}., {v}: {cpt} {m} min"),
        "Medicare number": ("MBI {mbi}", "{mbi} came back as inactive", "her Medicare is {mbi}", "card no {mbi}, part B only", "eligibility for {mbi} shows HMO", "pt's new number: {mbi}", "MBI on file: {mbi}, {cpt} {m} min"),
        "other numbers": (
            "member id {mem}", "ID {mem} on the patient's card", "the card says {mem}, group 1200", "subscriber # {mem} termed", "policy {pol} is her auto med pay", "policy no. {pol} denied", "account {acc} still open", "acct# {acc} {cpt} x 2", "MRN {acc}",
            "MRN# {acc} has {m} min", "patient account number: {acc}", "chart {acc} lacks minutes", "claim {clm} pended", "claim number {clm} is in review", "claim no {icn} paid at zero", "ICN {icn} denied CO-{carc}", "DCN: {icn}", "workers comp claim {clm}, adjuster wants notes",
            "auth number {clm} covers 12 visits", "Medicaid ID {mem}", "SSN {ssn}", "social is {ssn}", "last 4 of her social {four}", "record number {acc}", "case no. {clm}, PIP", "invoice {clm} for her evaluation", "group {pol} member {mem}",
        ),
        "address": ("she lives at {st}", "home visit to {st}", "patient's house: {st}", "we drove to {st} to treat him", "address on file {st}", "{p}, {st}", "mail it to {p} at {st}", "pt resides at {st} with her son", "he moved in with his daughter at {st}"),
        "telephone": ("her cell {ph}", "call the patient on {ph}", "{p} {ph}", "patient phone: {ph}", "his daughter is at {ph}", "pt's mobile is {ph}, left a message", "contact {p}, {ph}", "wife's number {ph}", "text her at {ph}"),
        "e-mail": ("her email is {mail}", "{mail} wants an itemized bill", "send the GFE to {mail}", "patient e-mail {mail}", "pt wrote from {mails}", "reach him: {mails}", "superbill to {mails}"),
        "for whom": ("billing {cpt} for {p}", "an ABN for {lf}", "units for {p} today", "a new eval for {p}", "auth request for {p}", "superbill for {p}", "need a modifier for {p}'s {cpt}", "can I do group with {p}"),
    },
    look={
        "provider numbers": ("NPI {npi} goes in 24J", "our group NPI {npi} and the PT's {npi}", "rendering {npi} not linked to the group", "PTAN and NPI ({npi}) mismatch", "tax ID {ein} in box 25", "EIN {ein} changed", "the referring NPI is {npi}", "taxonomy 225100000X with NPI {npi}"),
        "toll-free": ("call {payer} at {tf}", "{tf} is the provider line", "appeals phone {tf}, ext. {n}", "{mac}'s IVR is {tf}", "on hold with {tf} for {m} minutes", "{payer} ({tf}) says no auth", "dial {tf}, press 3", "the number on the back of the card is {tf}"),
        "office numbers": ("our fax {ph0} for signed plans", "practice fax: {ph0}", "fax to {ph0}, attn: medical records", "front desk {ph0} picks up", "clinic phone {ph0} on the superbill", "Dr. {s}'s office is {ph0}", "referral fax {ph0} from the surgeon's office", "{payer} rep at {ph0}"),
        "payer mail": ("{role}@{dom}", "write to {role}@{dom} for the policy", "{role}@{dom} bounced my appeal", "e-mail records to {role}@{dom}", "our own {role}@{own} gets the remits", "is {role}@{dom} HIPAA safe"),
        "date formats": ("is the birth date MM/DD/YYYY on the 837", "DOB format YYYYMMDD e.g. {d}", "we write dates such as {d}, is that fine", "dob goes as mm/dd/yy, example {d}", "date of birth field, 8 digits like 03151950", "does the ABN need a date of birth"),
        "dates of service": (
            "DOS {v}: {cpt} {m} min", "eval {v}, discharge {v2}", "seen {v} and {v2}, {cpt} both days", "plan certified {v} through {v2}", "{cpt} on {v}; {cpt2} on {v2}", "progress report was {v}", "from {v} to {v2} is 10 visits", "PT {v} {cpt}, OT {v} 97530", "{cpt} {v} {cpt2} {v2}", "claim received {v}",
        ),
        "contractors": ("{mac} denied {cpt}", "{mac}: {cpt} with {cpt2}", "{mac} wants ADR records by {v}", "LCD from {mac}, L{five}", "{mac}'s article says what", "{mac} and KX"),
        "cases": ("{case} settlement and maintenance", "what did {case} decide", "after {case} is improvement needed", "{case} ({year})", "cite {case} in the appeal"),
        "clinics": ("{clinic}: {cpt} with {cpt2}", "{clinic} bills {cpt} {m} min", "{clinic} PT, {m} min of {cpt}", "we are {clinic} and see {n} patients", "{clinic} was bought by {clinic2}", "works at {clinic} and {clinic2}, {m} hours", "{clinic} had a denial, CO-{carc}", "therapist at {clinic} did {m} min of {cpt}", "{clinic}'s policy on no shows", "claims from {clinic} on {v}"),
        "payers": ("{payer}: {cpt} with {cpt2}", "{payer2} pays {cpt}", "{payer2} denied {cpt} {v}", "{payer2} and {payer}, who is primary", "{payer2} requires auth after {n} visits", "is {payer2} midpoint", "patient has {payer2}, {m} min {cpt}", "for {payer2}, {cpt} x 3", "billed {payer2} on {v}", "{payer2}'s plan allows 4 units", "{payer}'s plan of care rule"),
        "drugs, tools, brands": ("{brand} for {m} minutes", "{brand}: {cpt} or {cpt2}", "used {brand} with the patient {m} min", "{brand} and {brand2} same visit", "pt did {brand} then gait, {m} min", "patient on {drug} had {m} min of {cpt}", "{drug} injections and {cpt}", "after {drug} we did stretching {m} min", "{brand} certified therapist, extra pay"),
        "tests, conditions": ("{test} took {m} minutes", "{test} and {test2}: 97750 x 1", "score on {test} 24/56", "{cond}, {m} min of {cpt}", "patient with {cond}", "{test} with {cpt} on {v}", "dx {cond}, {cpt} {m} min"),
        "staff": (
            "{p}, PT, did {m} min", "Dr. {p} signed on {v}", "{p}, DPT and {p2}, PTA split {m} min", "PTA {g} did {m} of {m2} min", "our OT {g} took over", "Dr {s} won't sign", "physician assistant {p} ordered PT", "office manager {p} asks", "supervising therapist {p} was at lunch", "biller {g} says {cpt} is untimed", "our compliance officer {p} wants a policy",
            "clinic director {p} set {n} visits a day", "student {g} {s} treated for {m} min", "nurse practitioner {p} certified the plan", "COTA {p} did the group", "{p} MD is not enrolled", "{p}, CCC-SLP, {cpt} {m} min", "signed by {p}, PT on {v}", "medical director {p} denied it", "auditor {p} from {mac} asked", "chiropractor {p} refers to us", "front desk lead {g} booked it", "I'm {p}, biller at a clinic", "thanks, {g} in billing",
        ),
        "ages, people without names": ("a {age} year old woman after a stroke, {cpt} {m} min", "{age} yo male, TKA, {m} min", "{age}F with COPD, {cpt} x 2", "pt is {age}, Medicare since 65", "child of {young}, speech twice a week", "patient A {m} min, patient B {m2} min", "pt 1 {m} min and pt 2 {m2} min", "the patient's daughter signs", "her husband is the aide, {cpt}", "his wife asked for a receipt", "two sisters seen together, {m} min"),
        "codes, amounts": ("{cpt}, {cpt2}, 97010, G0283", "{cpt} x 2, {cpt2} x 1, ${usd}", "paid {usd} of {usd}", "charge ${usd} for {cpt}", "M54.50, M25.561, R26.89 with {cpt}", "CO-{carc} and N362 on {cpt}", "allowed {usd}, deductible {usd}", "{cpt}-59-GP, {cpt2}-GP", "ICD Z96.651 and {cpt}", "balance of {usd} after the remit", "{cpt}:{m} {cpt2}:{m2}", "{n} visits x {m} min, {usd} a visit"),
        "numbers talked of": ("where is the claim control number on the remit", "do I need the ICN to correct a claim", "account number in box 26, how long", "member ID missing on the claim, CO-{carc}", "claim number please, said the rep", "auth number in box 23, {n} characters", "the patient's MBI has 11 characters, right", "policy number of the auto carrier needed", "which invoice number goes on {cpt}", "claim frequency code 7 with {cpt}", "resubmit claim 7 days later", "case rate {usd} per visit"),
        "possessives": ("Medicare's plan of care rule", "Parkinson's patient, {m} min", "{payer}'s visits limit", "the OT's plan and the PT's plan", "Monday's visit was {m} min", "Bell's palsy {cpt}", "the doctor's signature from {v}", "CMS's chart for units", "last year's eval, {cpt}", "Noridian's claim edits", "Women's health eval {cpt}", "St. Mary's plan of care form", "Children's therapy {cpt} {m} min"),
        "places": ("{city} clinic, {cpt}", "{city} locality rate for {cpt}", "{state} Medicaid and {cpt}", "practice at {biz}", "we moved to {biz}, tell PECOS", "appeals to {payer}, PO Box {four}, {city}", "home health agency in {city}, {m} miles", "{payer} of {state}: {cpt} {m} min", "15 Minute Rule, 30 Minutes Group", "Room 12, Bay 3, {m} min"),
        "capitals of headings": ("Therapeutic Exercise and Manual Therapy, {m} min", "Gait Training {m} min, Neuro Re-ed {m2} min", "Group Therapy Versus Individual: {cpt}", "Plan Of Care Signed Late, {v}", "Units: {cpt} {m} Min, {cpt2} {m2} Min", "Wheelchair Fitting {m} min, Cash Pay", "Total Knee, Day 3, {cpt}", "Self Care {m} min and Home Management", "Cold Laser {m} min", "E Stim Unattended With {cpt}", "Progress Note Due Friday, {v}", "Timely Filing Limit {payer}", "Spinal Decompression Table {m} min", "Work Hardening First Two Hours {cpt}"),
    },
    pools={
        "area": ("206", "347", "512", "608", "704", "913"),
        "host": ("gmail.com", "yahoo.com", "outlook.com", "charter.net", "hotmail.com", "protonmail.com"),
        "street": ("Whippoorwill", "Old Quarry", "NE 14th", "Bluebonnet", "St. Andrews", "W. Division", "Cypress Bend", "Saddle Creek"),
        "payer": ("Aetna", "Humana", "Cigna", "UHC", "Medicare", "Wellcare", "Molina", "Oscar"),
        "payer2": ("Prairie Meadow", "Mercy Select", "Summit Peak", "Alignment Health", "Bright Health", "Scott and White", "Mary Washington", "Harvard Pilgrim", "Martin's Point", "Peach State", "Sunflower Health", "Blue Care Network", "Hometown Health", "Sierra Nevada", "Capital Cross", "Golden State", "William Penn", "Paramount Elite"),
        "mac": ("Novitas", "Palmetto GBA", "Noridian JF", "CGS", "First Coast", "WPS", "NGS"),
        "case": ("Jimmo v. Sebelius", "Loper Bright", "Smith v. Berryhill", "Papciak", "Azar v. Allina", "Marbury vs. Madison"),
        "clinic": ("Prairie Meadow", "Kettle Creek", "Summit Ridge", "Cedar Grove", "Maple Leaf", "Harbor Light", "Stone Bridge", "Grace Point", "Rose Garden", "Victoria Station", "Silver Fern", "Iron Horse", "Blue Heron", "Madison Park", "Carter Lake", "Jackson Hole", "Logan Square"),
        "clinic2": ("Valley View", "Red Oak", "Pine Hollow", "Clear Lake", "Morning Star", "Twin Rivers", "High Desert"),
        "brand": ("Kinesio Tape", "Saebo Glove", "Bowflex Blaze", "Shuttle Recovery", "Biodex Balance", "Thera Band", "Hivamat", "Total Gym", "Marc Pro", "Norma Tec", "Alter G", "Dolphin Neurostim", "Graston", "Bosu Ball", "Lite Gait", "Nintendo Wii", "Armeo Spring", "Katie Bug"),
        "brand2": ("Rock Tape", "Foam Roller", "Swiss Ball", "Baps Board", "Game Ready"),
        "drug": ("Botox", "Baclofen", "Lyrica", "Eliquis", "Carbidopa Levodopa", "Humira", "Depo Medrol", "Synvisc One", "Ozempic", "Norco"),
        "test": ("Berg Balance", "Tinetti", "Fullerton Advanced Balance", "Mini Cog", "Ashworth Scale", "Allen Cognitive Level", "Box and Blocks", "Jebsen Taylor", "Roland Morris", "Neck Disability Index", "Gross Motor Function Measure"),
        "test2": ("Romberg", "Sharpened Romberg", "Five Times Sit to Stand", "Motor Free Visual Perception", "Trunk Impairment"),
        "cond": ("Bell's palsy", "Charcot Marie Tooth", "Guillain Barre", "Ehlers Danlos", "Lou Gehrig's", "Ramsay Hunt", "Lewy Body dementia", "Colles fracture", "Baker's cyst", "Osgood Schlatter", "Lisfranc injury", "Brown Sequard", "Legg Calve Perthes", "Erb palsy"),
        "role": ("appeals", "provider.relations", "EDI", "claims", "MedReview", "partb.redeterminations", "network", "dme", "grievances", "eligibility", "authrequests"),
        "dom": ("humana.com", "cgsadmin.com", "uhc.com", "noridian.com", "deltahealthplan.org", "sunstate.net"),
        "own": ("kettlecreekpt.com", "ourclinic.com", "summitrehab.org"),
        "city": ("San Marcos", "Grand Junction", "Cedar Rapids", "Fort Wayne", "St. Cloud", "Mason City", "Jefferson City", "Ann Arbor", "Charleston", "Wilkes Barre", "Coeur d'Alene", "Las Cruces", "Paso Robles"),
        "state": ("Ohio", "Georgia", "New Hampshire", "Virginia", "Dakota"),
        "biz": ("210 Medical Plaza", "1500 Physicians Way, Suite 200", "88 Commerce Street, Suite 4", "Northgate Mall", "400 Hospital Drive"),
    },
)
