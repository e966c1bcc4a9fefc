"""The eighth set: written and measured after the seventh was mended on. Its figures at first sight stand in SECURITY.md."""

from tests.privacy.shapes import Set, people

EIGHTH = Set(
    people=people(
        "Augustus/Pelletier, Rosalba/Guerrero, Thornton/Beasley, Chiamaka/Obiora, Yusuf/Demir, Henrietta/Lovelace, Dmitri/Baranov, Soledad/Rivas, Winifred/Gantt, Bartholomew/Crane, "
        "Hyun-ju/Oh, Alma/Trujillo, Reginald/Whitlock, Fiona/McAuliffe, Pradeep/Banerjee, Estelle/Boudreaux, Jorge/Del Toro, Minerva/Castaneda, Lyle/Hutchinson, Farah/Nasser, "
        "Cornelia/van Dijk, Tyrell/Goins, Greta/Lindgren, Emilio/Santangelo, Phyllis/Kowalski, Duc/Pham, Naomi/Rosenthal, Lucius/Tatum, Marisela/Ochoa, Ebba/Sorensen, "
        "Harvey/Klein, Consolata/Wanjiku, Opal/Dunning, Simeon/Charles, Leilani/Kekoa, Bruno/Ferretti, Zelda/Spivey, Abner/Stoltzfus, Kiran/Bhatt, Dorothea/Winslow"
    ),
    leads=("Question:", "Hello there.", "Home health background, now outpatient.", "Peds clinic here.", "My biller is out.", "Trying to close charges.", "", "", "", "", "For the record,", "Help me understand."),
    asks=(
        "what would you bill?", "is it one unit or two?", "does {cpt} pair with {cpt2}?", "how long must I keep the note?", "is the cert valid?", "should I hold the claim?", "may a PTA treat?", "{cpt} {m} minutes and {cpt2} {m2} minutes, bill?",
        "which rule counts?", "is KX automatic?", "will they pay both?", "timed or untimed?", "is an ABN required?", "does it need an eval?", "what do I write?",
    ),
    tell={
        "name in a sentence": (
            "My patient this morning was {p}", "{p} did {m} minutes of {cpt}", "{p} has a shoulder repair and comes twice weekly", "the hospital sent us {p} with no orders", "{p} couldn't finish, only {m} minutes", "got paperwork on {p} today", "{p} switched to an Advantage plan in January", "Would {p} count as homebound?", "{p}'s and my time was {m} minutes",
            "I billed {cpt} for {p} by mistake", "{p} and her twin both came", "{p} saw the OT first, then me", "as for {p}, the goals are met", "{p} was seen by our PTA for {m} min", "our longest patient, {p}, hit {n} visits", "Both {p} and {p2} need {cpt}", "{p} ({cpt} {m} min)", "took {p} to the parallel bars", "{p} has no secondary", "Cigna says {p} used all visits",
        ),
        "one name": ("Mr. {s} came in limping", "Mrs. {s} owes {usd}", "Ms. {s} is done on Friday", "spoke to Mr. {s} about it", "patient {g} {i}. did well", "{g} is {age} and lives alone", "patient named {g} for speech", "Mrs. {s}: {cpt} {m} min", "a Mr. {s} called"),
        "possessive": ("{p}'s referral is for OT", "{s}'s recert was signed late", "{p}'s husband has the card", "where is {p}'s note from {v}", "{p}'s secondary denied", "{g} {i}.'s session on {v}", "{p}'s hip is healing"),
        "last, first": ("{lf} {cpt} x 2", "{lf}, {d}", "patient {lf}", "{LF} {cpt} {m} MIN", "{lf} - ID {mem}", "to bill: {lf}, {cpt}", "{lf} {i}. DOB {d}", "no cert for {lf}"),
        "lower or upper case": ("{p_}, {age}yo, {cpt}", "patient {p_} {cpt} {m} min", "dob for {p_} is {d}", "NAME: {P}", "{P} MBI {mbi}", "mrs {s_} wants her bill", "my patient {p_} fell"),
        "age": ("{p} is a {age} year old with PD", "{p}, {age}, COPD", "{age} y/o {p}", "{p}, now {age}", "{g} {s}, {age} y.o. female", "{g}, {age}, had a stroke"),
        "birth date": ("dob is {d}", "DOB {d}; {cpt} {m} min", "date of birth {d} on the card", "patient's dob: {d}", "she was born {d} so Medicare?", "his birthday is {d}", "{x}.{y}., DOB {d}", "DOB {d} vs {v} visit", "born {d}"),
        "initials": ("{x}.{y}. ({v}): {cpt}", "patient {x}.{y}., {v}", "pt {x}{y} dob {d}", "{x}.{y}. dob: {d}", "re {x}.{y}. on {v}, {m} min"),
        "Medicare number": ("Medicare beneficiary {mbi}", "MBI {mbi} {cpt}", "his card reads {mbi}", "{mbi} not found", "HIC {mbi}", "for {mbi}, {m} minutes", "eligibility check on {mbi}"),
        "other numbers": (
            "Member {mem}", "member ID {mem} {cpt}", "Humana member ID {mem}", "subscriber ID: {mem}", "insurance # {mem}", "policy number {pol}", "her policy is {pol}", "auto policy {pol}", "acct {acc}", "account # {acc}, {cpt}", "patient account # {acc}", "MRN {acc}, {cpt} {m} min", "MRN#{acc}", "EMR {acc}, no plan", "medical record # {acc}",
            "claim {clm}", "claim # {clm} denied", "claim number {icn}", "ICN# {icn}", "DCN {icn}", "work comp case {clm}", "auth # {clm}, {n} visits", "authorization number is {clm}", "SSN {ssn} on file", "social security number {ssn}", "Medicaid ID {mem}", "chart number {acc}", "referral {clm} ran out", "patient ID: {acc}",
        ),
        "address": ("he lives at {st} alone", "home address {st}", "treated her at {st}, her home", "patient at {st}", "the bill went to her old address, {st}", "{p}, {st}", "visit at the patient's home, {st}", "she resides at {st}", "drive to {st} to see him"),
        "telephone": ("patient phone {ph}", "his cell is {ph}", "{p}: {ph}", "reach her on {ph}", "call the daughter at {ph}", "patient's number: {ph}", "left him a message at {ph}", "home: {ph}, patient", "{p}, cell {ph}"),
        "e-mail": ("patient email {mail}", "she is {mail}", "email her the form at {mail}", "his address is {mails}", "GFE sent to {mail}", "{mail} wants the records", "mail it to {mails}"),
        "for whom": ("the claim for {p}", "{m} minutes for {p}", "ABN for {p}", "recert for {p} due", "a superbill for {lf}", "an appeal for {p}", "co-treat with {p}", "question regarding {p}"),
    },
    look={
        "provider numbers": ("NPI {npi} for the group", "our NPI: {npi}", "NPI {npi} vs {npi}", "rendering {npi}", "EIN {ein}", "the doctor's NPI is {npi}", "tax ID {ein} on the claim", "reassigned to NPI {npi} on {v}"),
        "toll-free": ("phone {tf}", "called {tf} on {v}", "{payer}: {tf}", "{mac} at {tf}", "toll free {tf}", "provider hotline {tf}", "is {tf} the right number", "fax {tf}"),
        "office numbers": ("fax to our office {ph0}", "clinic: {ph0}", "our clinic's fax number {ph0}", "doctor's fax {ph0}", "referring office {ph0}", "main office number {ph0}", "Dr. {s}'s office, {ph0}", "{payer} rep {ph0}"),
        "payer mail": ("{role}@{dom}", "sent it to {role}@{dom}", "{payer} uses {role}@{dom}", "e-mail is {role}@{dom}", "from {role}@{own}", "who reads {role}@{dom}"),
        "date formats": ("format: {d}", "DOB e.g. {d}", "is the DOB needed", "write dates like {d}", "box 3 wants MM DD YYYY", "for example {d}"),
        "dates of service": ("DOS {v}, {cpt}", "{v}, {v2}: two claims", "between {v} and {v2}", "on {v} we did {cpt} for {m} min", "eval of {v}", "POC {v} to {v2}", "{cpt} on {v} was denied", "discharge {v}", "signed {v}", "visit {v}: {m} min"),
        "contractors": ("{mac} {cpt}", "{mac} wants the plan", "{mac} L{five}", "our MAC is {mac}", "{mac} reopened it", "under {mac}"),
        "cases": ("{case} {year}", "does {case} matter", "{case} says", "per {case}", "{case} ruling and {cpt}"),
        "clinics": ("{clinic}, {n} patients", "{clinic} did {cpt} {m} min", "{clinic} wrote off {usd}", "{clinic} and {clinic2} merged", "staff of {clinic}", "{clinic} {v}", "{clinic} billed {cpt}", "joined {clinic} in {year}", "{clinic}: {m} minutes", "{clinic}'s billing"),
        "payers": ("{payer2} pays {usd}", "{payer2}: {cpt}", "{payer2} said no", "{payer2} is secondary", "{payer2} needs auth", "{payer2} and Medicare", "our {payer2} contract", "{payer2} {year}", "{payer2} bundles {cpt}", "patient with {payer2}", "{payer2} denial {v}"),
        "drugs, tools, brands": ("{brand} {cpt}", "{brand} for {m} min", "can I bill {brand}", "{brand}, {m} min, {cpt}", "{brand} and {brand2}", "{drug}, then {cpt}", "{drug} injection {v}", "got a {brand} for {usd}", "{brand} on {v}", "with the {brand}"),
        "tests, conditions": ("{test} {cpt}", "{test} on {v}", "{test}, {test2}", "{cond} {cpt}", "{cond}, {m} min", "a case of {cond}", "{test} score {n}"),
        "staff": (
            "{p} PT", "{p}, PTA, {m} min", "Dr. {p}", "Dr. {s} signed {v}", "{p}, DPT, {cpt}", "OTR {p} wrote it", "PTA {p} left at noon", "PT {g}, PTA {g2}", "our director, {p}, says no", "manager {p} asked", "biller {p} here", "{p}, MD, certified {v}", "therapist {p} {m} min", "SLP {p}, {cpt}",
            "student PT {p}", "surgeon Dr. {p}", "{p}, NP, referred", "nurse manager {p}", "consultant {p} advised", "{p} (PT) and {p2} (PTA)", "supervising PT is {p}", "{p}, our coder", "my coworker {p} bills {cpt}", "I'm {p}, OT",
        ),
        "ages, people without names": ("{age}yo M", "patient {age}, {cpt}", "{age}-year-old with PD", "a {young} year old", "patient A: {m}, B: {m2}", "husband and wife, {m} min each", "the mother signs", "patient's aide", "two pts", "man, {age}, fall", "his son is POA"),
        "codes, amounts": ("{cpt} {cpt2}", "{cpt}x2 {cpt2}x1", "${usd} for {cpt}", "CO-{carc} {cpt}", "R26.2, M62.81", "{m} min, {m2} min", "{usd} patient resp", "{cpt}.59", "{n} units", "KX GP {cpt}", "paid {usd} on {v}", "0430 {cpt}"),
        "numbers talked of": ("is the claim number the ICN", "what's an account number for", "no member ID yet", "auth number pending", "policy number later", "the MRN is optional", "control number of the remit", "chart number format", "case number from comp", "SSN on a W-9", "group number blank", "ID number of the provider"),
        "possessives": ("Medicare's fee", "PT's license", "Humana's plan", "patient's chart", "Novitas's LCD", "today's plan", "St. Anne's eval form", "the doctor's note", "CMS's visits rule", "her mother's aide", "Parkinson's plan of care", "Tuesday's visit", "the OT's eval {m} min"),
        "places": ("in {city}", "{city} PT, {cpt}", "{city} rates", "{city} and {city}", "{state} Medicaid", "at {biz}", "PO Box {four}", "{city}, {state}", "near {city}", "{payer} of {state}"),
        "capitals of headings": (
            "Manual Therapy {m} min", "Electrical Stim {m} min", "Group Session, {m} min", "Sensory Integration {cpt}", "Cognitive Training {m} min", "Orthotic Fitting {m} min", "Physician Order Missing {v}", "Treatment Note {v}", "Exercise Bike {m} min", "Neck Strain, {cpt}",
            "Part B Cap", "Paraffin Bath {m} min", "Standing Frame {m} min", "Second Opinion {v}",
        ),
    },
    pools={
        "area": ("213", "318", "417", "502", "615", "860"),
        "host": ("gmail.com", "yahoo.com", "hotmail.com", "icloud.com", "sbcglobal.net", "aol.com"),
        "street": ("Sycamore", "Heron Cove", "NW 3rd", "Belmont", "St. Clair", "S. Halsted", "Windy Hill", "Pecan Grove"),
        "payer": ("Molina", "Aetna", "Cigna", "Humana", "Optum", "UHC", "Tricare", "BCBS"),
        "payer2": ("Rocky Mountain Health", "Sunshine State", "Trillium Plus", "Alterwood Advantage", "CarePlus", "Magnolia Health", "Buckeye Plan", "Select Care", "Pacific Source", "Hawaii Mutual", "Granite State Plan", "Fallon Senior", "Group Health", "Hopkins Advantage", "Pilgrim Medicare", "American Progressive", "Blue Shield Promise", "Prime West"),
        "mac": ("Noridian JE", "Novitas JL", "CGS", "Palmetto JJ", "WPS", "NGS", "First Coast"),
        "case": ("Jimmo v. Sebelius", "Azar v. Allina", "Papciak v. Sebelius", "Loper Bright", "Alexander v. Becerra", "Chevron"),
        "clinic": ("Rising Sun", "Bluff Creek", "Eastwood Village", "Steel City", "Orchard Grove", "Clear Path", "Cornerstone", "Timber Ridge", "Lake Shore", "Kinetic Edge", "Central Valley", "Hilltop", "Riverbend", "Golden Gate", "White Oak", "Freedom", "Peak Motion"),
        "clinic2": ("Stone Creek", "First Step", "Meadow Brook", "Long Beach", "Sunset Point"),
        "brand": ("Wii Fit", "Pedal Exerciser", "Stretch Out Strap", "Hand Gym", "Therapy Bands", "Laser Probe", "Neuro Muscular Stim", "Foot Drop Brace", "Gait Belt", "Cross Trainer", "Aqua Jogger", "Easy Stand", "Tilt Table", "Smart Cane", "Balance Board", "Medicine Ball", "Rebounder", "Hand Cycle"),
        "brand2": ("Ankle Pump", "Peg Board", "Stair Climber", "Cuff Weights", "Parallel Bars"),
        "drug": ("Lyrica", "Baclofen", "Prednisone", "Synvisc", "Cortisone", "Eliquis", "Warfarin", "Fosamax", "Tramadol", "Botox"),
        "test": ("Tinetti", "Berg", "Sit Stand Test", "Box Blocks", "Nine Hole Peg", "Two Minute Walk", "MoCA", "Bruininks", "Timed Up Go", "Grip Test", "Trunk Control"),
        "test2": ("Romberg", "Tandem Walk", "Functional Reach", "Pinch Test", "Stroop"),
        "cond": ("Parkinson's", "MS", "Bell's palsy", "Charcot foot", "Colles fracture", "Ehlers Danlos", "Guillain Barre", "Alzheimer's disease", "Lewy body dementia", "Dupuytren's", "Erb's palsy", "Legg Calve Perthes", "Marfan syndrome", "Sever's disease"),
        "role": ("appeals", "provider.support", "claims", "credentialing", "netops", "medreview", "info", "case.management", "precert", "therapyauth", "billingoffice"),
        "dom": ("molina.com", "careplus.com", "uhc.com", "optum.com", "noridian.com", "mutualplan.org"),
        "own": ("bluffcreekpt.com", "clearpathrehab.com", "ourclinic.org"),
        "city": ("Cedar City", "Palm Bay", "Grand Island", "Rock Hill", "Santa Fe", "Mount Pleasant", "Battle Creek", "Green River", "Kansas City", "Fort Collins", "Madison", "White Bear Lake", "Lake Worth"),
        "state": ("Ohio", "Virginia", "North Dakota", "Georgia", "Colorado"),
        "biz": ("25 Medical Plaza", "600 Commerce Blvd, Suite 12", "4 Hospital Circle", "Riverside Mall", "1900 Wellness Way, Suite 3"),
    },
)
