"""Single texts that only look like those of kinds_tell.py."""

LOOK = r"""
Is Sarah Bush Lincoln hospital outpatient?
Martin Luther King day visit billed how?
Medicare contractor First Coast's address 532 Riverside Ave Jacksonville FL?
I'm Maria Lopez, a new biller. What's KX?
Does patient A. need a KX modifier?
patient B. got 23 minutes
Part B. Medicare pays 80 %
plan A. Humana covers it
for option B. Medicare says what?
patient A. Medicare denied, patient B. Aetna paid
Figure C. Table 2
Step A. Evaluate the patient
patient K. 97110 30 min
Dr. K. Abernathy sent a referral
K. Abernathy, PT signed the note
therapist J. Stone, 97110 units
ordering provider T. Baker needs to sign
Rice, B.
Box, C. 24
see Field, J. in the form
Part A, B. 97110
Table, C. 97110
baby boy with torticollis, 97530 15 min
baby girl Medicaid 92507
newborn hip clinic, 97161
Baby Gym equipment
infant Torticollis 97112
NPI 1234567893
text of the LCD 1234567890
call the payer at 6175550133
call Aetna 8005550133
our fax 4125550188
Medicare contractor phone 8665550133
call our office at 4125550188
units 15 +20 25 30
97110 +97112 97140
97110 30 + 97112 20 + 97530 15
+15 20 minutes of manual
clinic phone 555-0199
office fax 555-0134
ext 555-0199 of the help desk
our provider rep at +44 20 7946 0958
revenue code 420-0424
dob in MMDDYY format like 010150
is dob 6 digits or 8?
DOB 8 digits, e.g. 01011950
born in the USA, on Medicare?
the first day of the year
on the 4th day of July in the year 2026, what is the fee
policy 2024-A-12 of the payer
medical policy 77-AB-2134
Aetna policy CPB 0325
LCD policy L33631
UHC policy 2023T0532B
policy 97110-GP
claim 97110-59-GP-KX
claim 99213-25
chart 97110: how?
how do I chart 97110
should we chart 20560 needling
to chart 15000 steps
flow chart 12345
do you chart 29540
chart 99213: E/M
account 12345 example
GL account 40100
patient 97110 30 min
patient 20610 injection
client 98975 device
PT 11042 allowed?
encounter 99213 and 97161
Aetna L33631
CMS MLN006764
Medicare SE1234
Palmetto A56566 article
Cigna payer id 62308
UHC tax id 123456789
Humana NPI 1234567893
Novitas phone 877 235 8073
Aetna G0283 units
Medicare 97110 97112 97140
Aetna 01012026
20 minutes st, 30 minutes pt
2 units of st
30 min drive to her home
a 20 minute drive to the patient's home
5 visits st, pt at home
3 weeks of st at home
20 min st in her home
her 2 other dr visits
45 min ot st visit at home
clinic at 123 main st springfield il 62704
our office is 45 oak rd dayton oh 45402
send claims to 77 elm st erie pa 16501
97110 15 min main st clinic
look at gmail com
sign in at yahoo com
our billing at outlook com
{"patient":"new","code":"97161"}
{"patient": "A", "code": "97110"}
{"patient":"Medicare","units":2}
{"patient": {"age": 70}, "code": "97110"}
{"payer":"Aetna","code":"97110"}
{"name":"quantity","value":3}
<patient>new</patient>
<patient>Established</patient>
<payer>Novitas</payer>
patient=new
patient_type=outpatient
patient_name= which loop?
patient_name field
"patient responsibility" means
patient "responsibility" is PR
patient (new) or established
patient (TKA) 97110
patient (Medicare) 97110
patient (COPD) gait
patient (ORIF) 97110 23 min
patient (CVA) 97112
patient (Parkinson's) LSVT
patient "homebound"
patient (self-pay) superbill
patient [A] 97110
patient (Part B) 97110
patient = Medicare
patient | code | minutes
client (workers' comp) 97545
last name, first name: which box?
name=value pairs in the 837
NM1*IL segment: which element?
NM1*85*2*STONE CREEK PT~
NM1*82*1*ROE*JANE****XX*1234567893~
what goes in NM1*IL*1*LAST*FIRST
CLM*05 element
CLM segment
REF*G1 auth number
DMG segment D8 format
patient Kinesiotape 97110
patient Pilates class
patient LiteGait training
patient Nustep 15 min
patient Theraputty
patient Ankylosing spondylitis
patient Torticollis 97140
pt Dysphagia eval
patients Medi-Cal
patient Tricare
patient Wellmark
name: KX modifier
patient: Medicaid
resident Alaskan
client Zoom visit
injured worker Ohio
Rosa Parks day visits billed how?
is Cesar Chavez day a holiday for Medicare?
Is Frank Tobey Jones hospital in network?
I'm Denise Park, a coder; which box?
I'm Tom Reilly, PT. Is 97110 timed?
My name is Carla Ruiz and I am a biller. What is GP?
Palmetto's address 2300 Springdale Dr Camden SC?
the MAC's address is 532 Riverside Ave
Walter Reed hospital
{"patient":"xxxxx"}
{"patient":"anonymous"}
{"patient":"unknown","code":"97110"}
{"patient":"redacted"}
{"patient":"P001","minutes":23}
{"patient":"established","payer":"Novitas"}
{"patient": "medicaid"}
{"patient":"outpatient"}
{"client":"WebPT"}
{"client":"pediatric"}
{"member":"dependent"}
<patient>INPATIENT</patient>
<patient>BPPV</patient>
patient=HOMEBOUND
patient="nonverbal"
patient "hemiplegic" 97110
patient "pusher syndrome"
patient -> therapist ratio
patient - Medicare primary
patient; Medicare secondary
pt; OT; SLP
[patient] Medicare
**Patient:** established
patient; Kinesiotape applied
PATIENT - TORTICOLLIS
patient - Torticollis
patient: a. 97110 23 min
patient a 97110 23, patient b 97140 15
patient a. gets 20 minutes
patient b cooper method
pt a long day
client b stone massage
PATIENT A. NEEDS GAIT
PATIENT B. MEDICARE
PART, B. 97110
BILL, A. 97110
HOME VISIT 20 MIN ST, 15 MIN PT
20 MIN OT, 30 MIN DRIVE TO HOME
OUR CLINIC IS AT 123 MAIN ST SPRINGFIELD IL 62704
CLAIMS TO 820 CHERRY BLVD TULSA OK 74103
25 Medical Plaza
600 commerce blvd suite 12 our clinic
patient walked 300 feet on st
3 cpt codes rd
the 97110 day rd
2 man st lift at home
patient lives 5 miles from st
follow us at @gmail
pt@gmail
which loop holds patient name: 2010BA?
name="q" value="KX"
member name = insured name?
patient name: see box 2
insured name: same
last name: required
first name, last name, dob: required
patient|payer|code
patient | Aetna | 97110 | 23
client > therapist
patients > 65
patients >= 65
pt = physical therapist
PT = Physical Therapy
PT: Gait training
pt: Theraband 15 min
client: Optum
client=Epic
patient: "Can I pay cash?"
patient said "Zumba"
the patient: "Nope"
patient asks "Whodunnit"
Resident [Student] billing
patient (BCBSIL) 97110
patient (Wellcare) 97110
patient (DMERC)
patient (Kaiser)
patient (Ambetter)
member (Bluecard)
subscriber: Spouse
insured: Self
beneficiary (QMB)
patient (pre-op)
patient (Spanish speaking)
patient (Ukrainian)
patient (bilateral TKA)
patient (s/p CVA)
patient [2] 97110
patient {redacted}
patient <name> 97110
patient "X"
Patient=Existing
claim 2024-ABC-1 example
policy 3E12
authorization 12 of 24
case 1: 97110 23
case 12345: what rule
account 90210 zip
chart 97161-97163
Aetna 2024 policy
aetna ppo 97110 denied
Humana 90837
cigna 123456789 example
text messages 5 times
call 4 of 10 visits
""".strip().splitlines()
