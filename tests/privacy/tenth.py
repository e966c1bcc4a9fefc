"""The tenth set: details in the shapes an attacker found to pass: an initial and a surname, bare figures, records pasted from programs, addresses without capitals."""

from tests.privacy.shapes import Set, people

TENTH = Set(
    people=people(
        "Kareem/Abernethy, Xenia/Wachowski, Jules/Dorsey, Dalia/Farouk, Otis/Haverford, Wei/Zhao, Tomasz/Wrobel, Prudence/Lovejoy, Hamza/Qureshi, Ilse/Brandvold, Rufus/Mbatha, Noor/Al-Sayed, "
        "Gideon/Ashcombe, Marta/Villalobos, Cedric/Nakagawa, Tova/Grinberg, Lemuel/Pettway, Anneke/Hoekstra, Basil/Ioannou, Keziah/Thibodeaux, Sunil/Chaudhry, Brigid/O'Shaughnessy, Emeka/Nwosu, Yolanda/Quintero"
    ),
    leads=("Quick one.", "New to the front desk.", "We are a two-room clinic.", "My boss asks.", "", "", "", "", "Hello,", "From our intake sheet:"),
    asks=("what do I bill?", "one unit or two?", "will it pay?", "is {cpt} timed?", "{cpt} {m} min, units?", "does it need KX?", "which modifier?", "is a recert due?", "can the assistant treat?", "how long do I keep it?"),
    tell={
        "initial and surname": (
            "patient {gi}. {s} came for {m} minutes", "Does client {gi}. {s} need GP?", "claimant {gi}. {s}'s {cpt} was denied", "pt {gi}. {s}, {cpt} {m} min", "{s}, {gi}. {cpt} {m} min", "beneficiary {gi}. {s} is over the threshold", "injured employee {gi}. {s}: {cpt}", "resident {gi}. {s} fell", "member {gi}. {s} hit the visit limit",
            "patient: {gi}. {s}", "Baby boy {s}, {cpt} {m} min", "baby girl {s} needs an eval", "newborn {s}: 97161", "Infant {s} had {m} minutes of {cpt}", "the claimant, {gi}. {s}, missed two visits",
        ),
        "telephone": (
            "may I text her at {bare}", "his cell is {bare}", "call the patient on {bare}", "the patient's mobile: {shut}", "reach him at {shut} about the copay", "{shut}, patient's daughter", "she gave {abroad} as her phone", "patient's number is {abroad}", "{abroad} is the mother's cell", "her phone: {short}", "call him at {short}", "text the patient {short}", "pt's cell {short}",
        ),
        "birth date": (
            "dob {six}", "d.o.b. {six}, {cpt}", "DOB: {six}; {cpt} {m} min", "date of birth {six}", "her birthday is {closed}", "dob {closed}", "born {closed}", "was born on the {nth} day of {mon} in the year {yr}", "date of birth: the {nth} day of {mon}, {yr}", "born in {yy} on {mon} {dd}", "she was born in {yy}, on the {nth} of {mon}", "born {mon} {dd} in {yy}",
        ),
        "numbers": (
            "policy {mix}", "her auto policy {mix} denied", "claim {mix} for {cpt}", "chart {few}: {cpt} {m} min", "account {few}, {cpt}", "her chart is {few}", "acct {few} {cpt} x 2", "{ins} {wid} denied {cpt}", "{ins} {wid}: {cpt} x 2", "{ins} member {wid} has no auth", "{ins} denied {wid} for {cpt}", "case {mix} is work comp",
        ),
        "address without capitals": ("home visit at {addr}", "he lives at {addr}", "treated her at {addr} today", "her house is {addr}", "{addrz}", "pos 12 for {addrz}", "visit to the patient's home, {addr}"),
        "e-mail without its dot": ("{hand} at {free} com", "send it to {hand} at {free} com", "her email is {word} at {free} com", "email the patient at {word} at {free} com", "{hand}@{free} com"),
        "pasted record": (
            '{{"patient":"{s}","code":"{cpt}"}}', '{{"patient_name": "{s}", "units": 2}}', '{{"lastName":"{s}","cpt":"{cpt}"}}', "{{'pt': '{s}', 'min': {m}}}", "<patient>{s}</patient><cpt>{cpt}</cpt>", "<patientName>{s}</patientName>", '<Client name="{s}"/>', "patient_name={s}", "patient={s}&code={cpt}", "pt={s};{cpt};{m}", "last_name={s}", 'patient "{s}" {cpt} {m} min',
            "patient ({s}) {cpt} {m} min", "client [{s}] {cpt}", "patient: {s}", "patient | {s} | {cpt} | {m}", "patient => {s}", '{{"name":[{{"family":"{s}","given":["{g}"]}}]}}', "NM1*IL*1*{S}*{G}****MI*W4471~", "NM1*QC*1*{S}*{G}~ {cpt}", "CLM*{few}*{usd0}***11:B:1~ {cpt} denied", "CLP*{few}*4*250*0~ CO 97", "DMG*D8*19{yy2}0704*F~",
        ),
    },
    look={
        "letters and words": (
            "patient {x}. had {m} minutes of {cpt}", "Does patient {x}. need KX?", "patient {x}: {cpt} {m} min", "Part {ab}. Medicare pays", "patient A. {payer} paid, patient B. {payer} denied", "Dr. {gi}. {s} signed the plan", "{gi}. {s}, PT treated for {m} minutes", "therapist {gi}. {s} billed {cpt}", "referring provider {gi}. {s}", "baby boy with torticollis, {cpt}", "a baby girl on Medicaid, {cpt}", "newborn hip clinic, 97161",
            "Table {x}. {cpt}", "step {x}. Evaluate the knee", "my name is {p} and I am a biller, what is GP?", "I'm {p}, a new coder. What is KX?", "I'm {p}, PT. Is {cpt} timed?", "{eponym} hospital outpatient?", "is {eponym} Memorial in network?", "{holiday} day visits, billed how?",
        ),
        "figures": (
            "NPI {npi}", "call {payer} at {tf}", "our fax is {bare}", "call our office at {bare}", "clinic phone {short}", "our front desk: {short}", "units +15 +20 {m} {m2}", "{cpt} +{cpt2} 97140", "{cpt} {m} + {cpt2} {m2}", "dob as MMDDYY, for example {six}", "is dob six or eight digits?", "format like {closed} for a DOB?", "on the {nth} day of {mon} 2026", "signed on {closed}",
            "policy L{five}", "{payer} policy CPB 0325", "medical policy {mix}", "claim {cpt}-59-GP", "chart {cpt}: how?", "how do I chart {cpt}?", "should we chart 20560?", "patient {cpt} {m} min", "account balance {usd}", "{payer} L{five}", "{payer} A{five} article", "{payer} NPI {npi}", "{payer} tax id 123456789", "{payer} payer id 62308", "{payer} {cpt} {cpt2}", "{payer} 01012026", "MLN006764 of CMS",
        ),
        "lower case": (
            "{m} minutes st, {m2} minutes pt at home", "{n} units of st at her house", "{m} min drive to the patient's home", "a {m} minute drive to her house", "{n} visits st, patient at home", "{n} weeks of st at home", "her {n} other st visits", "home health {m} min ot st visit", "our clinic is at {addrz}", "the practice moved to {addr}", "send claims to {addrz}", "mail appeals to {addrz}", "{payer} office at {addrz}", "look at {free} com", "we use {free} com for mail",
        ),
        "records without a person": (
            '{{"patient":"new","code":"{cpt}"}}', '{{"patient":"{x}","code":"{cpt}"}}', '{{"patient":"{payer}","units":2}}', '{{"patient":{{"age":70}},"code":"{cpt}"}}', '{{"payer":"{payer}","code":"{cpt}"}}', '{{"name":"quantity","value":3}}', "<patient>established</patient>", "<payer>{payer}</payer>", "patient=new", "patient_type=outpatient", "patient_name= goes in which loop?", 'patient "responsibility" is PR?',
            "patient (new) or established?", "patient ({cond}) {cpt} {m} min", "patient ({payer}) {cpt}", 'patient "homebound" means', "patient (self-pay) superbill", "patient | code | minutes", "client (workers' comp) 97545", "last name, first name: which box?", "NM1*IL: which element?", "NM1*85*2*STONE CREEK PT~", "NM1*82*1*{S}*{G}****XX*{npi}~", "what goes in NM1*IL*1*LAST*FIRST?", "CLM*05 element", "the DMG segment", "REF*G1 holds what?",
            "patient ({tool}) {cpt}", "pt ({cond}), {cpt} {m} min",
        ),
    },
    pools={
        "area": ("412", "617"), "street": ("Elm", "Oak"), "host": ("gmail.com",),
        "ab": ("A", "B", "D"), "nth": ("4th", "2nd", "third", "ninth", "21st", "twelfth"), "mon": ("July", "march", "June", "Sept", "december"), "dd": ("2", "3rd", "14", "28"), "yr": ("fifty-two", "nineteen forty-one", "1947", "nineteen thirty eight"), "yy": ("1934", "1941", "1952"), "yy2": ("34", "41", "52"),
        "six": ("070452", "031444", "120938", "010150", "281147"), "closed": ("04JUL1952", "4-Jul-52", "14-Mar-1944", "9Dec38", "mar/14/1944"), "bare": ("6175550133", "4125550188", "5035550171", "2065550142"), "shut": ("(617)5550133", "(412)5550188", "(503)555-0171"),
        "abroad": ("+44 20 7946 0958", "+52 55 1234 5678", "+33 1 42 68 53 00", "+447700900123", "+49 30 901820", "+91 98765 43210"), "short": ("555-0199", "555-0134", "555 0172"), "mix": ("77-ABX-213", "12-QRS-445", "8834-KT-21", "4Q77-812", "55WC9012"), "few": ("77412", "60318", "48213", "30417"), "usd0": ("100", "250", "84"),
        "ins": ("Aetna", "BCBS", "Cigna", "Humana", "UHC", "Tricare", "Anthem"), "wid": ("W123456789", "XYZ123456789", "H55512345", "912345678", "U7712345601", "YRP123M45678"), "payer": ("Aetna", "Humana", "Novitas", "Medicare", "Palmetto", "Tricare"), "tf": ("1-800-555-0133", "(877) 555-0144"),
        "addr": ("123 main st springfield il 62704", "45 oak ridge rd", "9 elm ave apt 4", "77 w 5th st, erie pa", "2210 maple ln"), "addrz": ("123 main st springfield il 62704", "820 cherry blvd tulsa ok 74103", "45 oak ridge rd, dayton oh 45402", "6 birch ct, salem or 97301"),
        "hand": ("bob_smith", "jane.roe77", "d_halvorsen", "mortiz1950"), "word": ("bob", "halvorsen", "ortizfamily"), "free": ("yahoo", "gmail", "hotmail", "aol"),
        "eponym": ("Sarah Bush Lincoln", "Martha Jefferson", "Frank Tobey Jones", "William Beaumont"), "holiday": ("Martin Luther King", "Cesar Chavez", "Rosa Parks"), "cond": ("TKA", "CVA", "COPD", "Parkinson's", "Torticollis", "Plagiocephaly", "Lymphedema", "Hemiparesis", "Scoliosis"), "tool": ("LiteGait", "Theraputty", "Biodex", "Kinesiotape"),
    },
)  # fmt: skip
