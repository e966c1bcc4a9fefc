"""Single texts, written by hand and not from templates: what tells who a patient is, and what does not."""

TELL = """\
Hi, I'm billing for Eleanor Whitcombe (1EG4TE5MK73) - 3 units of 97110 ok?
Tom Brannigan, 74, came in Tuesday for 40 min of therex and 15 manual
Ms. Okonkwo did 15 minutes on the bike and 25 min gait
question about pt Ruthanne K., dob 11/02/1949, 97112
Can I use KX for Delroy Pemberton, he already hit the cap in June
Client: Agnieszka Wójcik. Minutes: 97110 = 23, 97140 = 10
HICN 123-45-6789A still on her old card, can we bill with it
my mom Lorraine Fitzhugh got a bill for 97110, 4 units, right?
bill for Esteban Villanueva's last visit got CO-97
Hello, patient is Gwendolyn Oyelaran, she had two evals same day
her address is 88 Birchwood Ct Apt 4, is that POS 12
pt lives 2210 w elm st, home visit
reach Mr. Halvorsen at 651-555-0147 about the ABN
patients cell 6515550147 text her the ABN
email: d.halvorsen@comcast.net wants superbill for 97110
halvorsend49 at yahoo dot com needs receipts for 97140
case # WC-2291884 work comp, 97545 units
claim # 99-A112233 auto accident, which rule
authorization number A0099812 visits 12, can I bill 97530 after
Mbr ID W2291 88345, plan allows 4 units?
acct 00471193 two units denied
Marguerite St. James has a plan of care expiring 3/1
Jo Ann Pruitt fell at home; re-eval 97164?
R.B., 3/14/26, 38 minutes: units?
pt R.B. 62 yo w/ stroke, 97129 20 min
Pt: Kowalczyk, Tadeusz - 97140 2 units
KOWALCZYK, TADEUSZ 03/14/1944 97140 2 units
what do I bill for Mr Nakamura's 50 minute session
Mrs. Delgado-Reyes refused to sign the ABN on 2/3/2026
the patient, Imogen Threlkeld, was late so only 8 min of 97110
Saw Cuthbert Ansell on 4/2/26 - 97110 x3
Medicare card says 2FH7-MM4-RT66, KX needed?
Medicare no. 2FH7MM4RT66 for KX
SSN: 219 09 9999 rejected
Soc sec 219-09-9999
dob 3.14.44 97110 23 min
she was born on the 14th of March 1944, is she Medicare age
birthdate 03141944 for the claim, 97110
Is Philomena Ashgrove over her threshold for 2026?
please check Bartholomew Quigley's chart, was 97164 right
patient name Ingeborg Lund mrn 8841 97161
Quigley, Bartholomew; 97530 30 min; 97112 15 min
Anselm's daughter says he did only 10 minutes
97110 (30 min) - Priscilla Vandermeer
Patient: P. Vandermeer, DOB 1/1/50
chart no. 55-1180 no signature
call her husband Walter at 303-555-0199
Jamal and Keisha were seen together for 30 min, group?
saw Mateo and then Lucía back to back, 20 min each
Ezekiel Thornbury III got 2 units of 97035
Constance Abernathy is 81 and her Medicare started in 2010; does 97116 need KX
how do i code 35 minutes for barbara ostrowski
pt samantha p. had 22 min manual
Arturo G, 59 y.o., 97112 and 97530
Ferreira, Lucas DOS 3/3/26 97110x2
we treated Desmond Achebe twice on Monday
plan of care for Yolanda Birch was never signed
Hedwig Baumgartner's progress report is late
could you look at Nkechi Obi's claim from 2/2/26
patient's name is Clementine Dubois
ID# 8871234 patient, MUE edit
MRN: 00-44-81-2 97140
member number H44 812 993 Humana
her Medicare ID = 1AC2DE3FG45
3TT6-RE4-WM91 is on the remit with CO-45
date of birth: Feb 9th, 1938; eval today
DOB 9 Feb 1938
d.o.b 2-9-38, three units?
he was born 2/9/38 and is on Part B
contact pt on (919) 555-0177
pt's number 919 555 0177 no answer, no show fee?
home phone 9195550177
mailing address 1406 Thistledown Lane, Durham NC 27701
she moved to 17 Elm Ave, is that home health
k.baumgartner1938@aol.com asked for the bill
write to hedi.b@btinternet.com, my patient
hedib at gmail dot com
acct: 55120093, balance from 97110
Policy # 88-AC-1120 State Farm claim, 4 units
invoice 2026-00412 for Mr. Tennyson
Dr. Shah referred Otis Redmayne, 97161?
The patient (Violet Crampton) did 10 minutes
Eugenia and Horace Plimpton came together
Little Timmy Vaughan gets SLP 92507
the Gutierrez boy, 92507 with 97530
Mr. and Mrs. Halloran were both seen, group?
initials Q.T. dob 5/5/55
Q.T. on 3/3/26: 25 min 97530
patient K.L.M. seen 3/3/26 97110
SSN 987654321
xxx-xx-4421 is her ssn
My grandmother, Beatrice Holloway, got a bill for 97110
Can Medicare cover my dad Ken Ostrander after his stroke?
This pt (Lundy, M.) was seen 3 times
Lundy M, 97110 x2
J. Abernathy 97112
Abernathy J. DOB 1/2/44
pt smith had 20 min
Smith's 97110 was denied
Hi it's about Tomasina in room 12, 97530 20 min
How many visits has Karl-Heinz Brauer left
Bill Henderson came in for gait
Mark Twain Jr had therapy
Will Ferris needs a walker fitted, 97542
Grace Kim, 97110 30 min
Joy Adams DOB 4/4/1944
Virginia Woolsey had 97140
please advise re: claim for Dakota Rains
Dr. Lee's patient, Mrs. Abara, needs KX
the patient Mr. D'Souza
her name: Ana Lucia Pereira-Gomes
97110 23 min for RJ Delaney
T.J. Watts sprained an ankle, 97110
pt #4455123 seen today
MBI one EG4 TE5 MK72
dob january 5 1950
he's 1/5/50, Medicare
my number is 412-555-0186 call me with the answer
I live at 33 Fern Hollow Rd, is there PT near
email me: rosa.p@gmail.com
SS 123 45 6789
policy XJ-445-1212 for the car accident
Jorge (DOB 02/03/1960) and his wife Elena had group
Mrs Fitzsimmons-Blake has two plans
Lakshmi Narayanan 97530 30 min
eval for Nguyen Van Thanh
Sister Mary Agnes fell, 97110
Rev. Tobias Crane is our patient, 97140
Old Mr Pettigrew, gait 20
kid's name is Zayden, apraxia
Case: female, 67, named Orla Byrne
We saw Antonella Griggs for her first visit and she had 45 minutes total
Does Medicare pay for Mr Bolling's third evaluation this year
hutchins, carla - 97110 97140 - denied for no auth
ok so gloria menendez came in for 53 min of therex how many units
Bob Tillery cancelled but we'd set up already, can I bill
Patient Teresa O'Dell, DOB 6/6/48, wants to know her copay
Wanda's 97530 was downcoded
I treated my neighbor Phil Kessler for free, is that legal
Her husband Raul called from 956-555-0133
What is the KX threshold for Ellen Vickers
97110 x3 for Tran, Kim L
Member 884421907 Aetna
for the WC claim 2025-WC-00817 what code
Please check MBI 3GH8-KL2-PQ90
Lives in apt 4 at 99 Birch Lane
Eval on 3/3/26 for Mr. A. Whitmore
My patient Darlene (72) does aquatic
SLP for Micah, age 6, school denied
Kowalczyk had 38 minutes Tuesday
Therapy for Ruben Salcedo and his brother Hector
DOB 08171943 patient eligible?
Jennings 97140 15 min, Ortega 97110 30 min
patient of Dr. Wu, Stella Maris Quigg
his mbi 4AB1CD2EF34
Contact Leon Draper's daughter
S. Okafor DOB 2/2/51
our next patient is called Berenice
acct 5550193 needs corrected claim
Mrs McGillicuddy refuses the ABN
send ABN to 12 Rosewood Ct, Dayton OH 45402
p.halloway@bellsouth.net is the daughter
Case of Dwayne T., 67, TBI
Edith B 97112 20 min
chart for Lorenzo Battaglia missing signature
Rachel Stein DPT treated Ms Ferro for 40 min
is Gene Pappas eligible for OT
The Hendersons both come Monday, group code?
"Marjorie Dawes" on the remit shows CO-16
patient Cruz 97110 2 units
re-eval Hallie Benton 97164
ROE,JANE 97110 x 2
patient Иван Петров 97110
pt: 王伟 97110 20 min
Patient: <b>Jane Roe</b> 97110
""".splitlines()

DO_NOT = """\
Call the Noridian contact center, 877-908-8431, option 3
Our clinic number is 651-555-0100, where does it go on the CMS-1500?
The referring provider is Dr. Eleanor Whitcombe, NPI 1467493825
Physical therapist Tom Brannigan, DPT supervises the PTA
PTA Ruth Kessler gave 12 of 30 minutes, CQ?
OT Jamie Lee supervises COTA Pat Jones, 97530 30 min
Does Mutual of Omaha follow CMS rounding?
does Harvard Pilgrim pay 97014
Select Health and Geisinger: 8 minute rule or SPM?
Is LSVT BIG 97112 or 97530
Can I bill for Kinesio Tape
Is a Hoyer Lift training 97542
Graded Motor Imagery 97112 minutes
Gillette Children's Hospital outpatient, which revenue codes
Cedars Sinai therapy department supervised by whom
Rock Steady Boxing class for Parkinson's patients, 97150?
97110 in San Antonio 2026 payment
97530 in Prince George's County, MD
What is Palmetto's LCD on 97112
Explain Section 1834(k)(5) to a new biller
Title XVIII, Section 1861(p) requires what
Who is Dr. Mehmet Oz and what did CMS change
Rep. Buchanan's bill on MPPR, status?
Senator Stabenow introduced the cap repeal, when
who wrote the Jimmo Manual Update
Johnson & Johnson walker training code
TheraTogs fitting 97760
Saebo Flex orthotic 97760 30 minutes
Vestibular Ocular Motor Screening 97750
Clinical Test of Sensory Interaction on Balance
Functional Gait Assessment 20 minutes
Patient Specific Functional Scale at each visit
Patient Driven Groupings Model and outpatient therapy
Medicare Benefit Policy Manual Chapter 15 Section 220
Plan G pays the 20 percent?
Good Faith Estimate for Self Pay patients, $150 a visit
Account 4 units to which code, 38 minutes
Claim 97110 with 59 and 97140 without
policy 2026 of Aetna on 97140
case rate 150 dollars a visit
auth 12 visits used 10
group 97150 with 4 patients
chart audit of 20 records
phone call of 11 minutes, 98966
telephone 98967 for 15 minutes
born patients under 3, early intervention
social 97150 group, 30 minutes
Mr. Rehab Billing Guru says 97110 x4
Medicare Part B 2026, 2480 threshold
dates 1/5/26, 1/7/26 and 1/9/26: 3 visits
from 10:05 to 10:43 on 3/4/2026, 97110
two patients, A from 9 to 9:20, B from 9:20 to 9:45
the patient's son helps at home, 97550 30 min
Jack in the Box sign, whatever: does 97110 count
Bobath and PNF 25 minutes
Maitland mobilizations 20 min, 97140
McKenzie method 30 minutes
home at 12 weeks, way better, 97110
The patient lives 40 miles away, telehealth ok?
Tai Chi for Arthritis 97150
Who signs when Dr. Shah is away
Shah v. Azar and the MPPR
United Rehab Group bills 97110
Select Physical Therapy vs ATI: who pays for CEUs
does Optum use the midpoint rule for UnitedHealthcare
Advent Health Orlando outpatient, TOB 13X?
NovaCare and Benchmark use which EMR
Section 40.3 says?
Kaiser Permanente fax 510-555-0122 for referrals
our Tricare rep's number is 210-555-0101
WPS phone 866-518-3285
dial 1-800-633-4227 for Medicare
1-800-MEDICARE hours
NPI type 2 is 1982736450 for the group
PTAN A12345 on file
CCN 33-0101 for the hospital
CLIA 12D4567890 not needed?
reason code 37544 from the FISS
DCN field in FISS page 2
TOB 0741, rev code 0420, 97110 x 2
HCPCS G0283 and 97014
modifier order GP then CQ then KX
Transmittal 11129 dated 11-22-2021
CR 12397
MLN905365 booklet
Federal Register vol 89 page 97710
42 CFR 410.60(c)(2)
Mary had a little lamb: is singing billable as 92507
Santa Claus costume day: is group 97150
Texas Workers Compensation fee for 97110
Virginia Medicaid prior auth
Georgia requires a referral?
Is Florida Blue a Medicare plan
Christian Care Ministry share plan
Dale Carnegie course cost deductible?
PT Smith & Associates PLLC billing
Frank's sign and Homan's test
Ober's Test, Thomas Test, Ely's Test
Jean Ayres Sensory Integration 97533
Rood techniques, Bobath, Kabat 97112
Elizabeth Warren asked about caps
the Smith Act
Pat the muscle gently, 97140
Mark each line, grant extra time, will it pay
Grace bill hope: words only
Joy Stick training 97542
Ray of light therapy 97026
Penny wise plan, art therapy 97530
Sandy beach gait 97116
rusty hinge knee 97110
12 Oaks Rehab on 4th Street
Walk 200 feet in 2 minutes, 6 Minute Walk Test
Day 30 recert, visit 10 report
Room 12 Bed 4
99 Percent of claims
Step 3 Way Down
10 Meter Walk Test
box 32 address of the clinic, 12 Main Street
remit to 500 Corporate Drive, Suite 200
effective 1/1/2026 Medicare Part B
born digital records
Does Kaiser Northwest bundle 97140 into 97530
Rocky Mountain spotted fever and PT 97110
Bright Futures guidelines for peds OT
Baby Yoda socks as sensory tool 97533
Early Intervention Part C 92507
Lokomat at Shirley Ryan AbilityLab 97116
Otago exercise program 97110 30 min
Does Blue Cross Blue Shield of Michigan want GP
Vivitrol patient 97110
Is Ms. a title required on the plan
Mr. Therapist asks: 97110?
Stroke unit at St. Francis 97110
Tom in billing says 4 units
our PTA Maria did 12 minutes
MACRA and MIPS 2025 for PT
Quality ID 217 FS in MIPS
ICD-10 code Z51.89 with 97110
G2211 with 97110
March 2026 update to NCCI
Version 30.3 NCCI edits 97530/97116
2.5 hours of FCE, 97750 10 units
8-Minute Rule Chart
Chapter 15, Section 230.5
POS 11 vs 12
CPT Assistant August 2018
AMA CPT Changes
Change Request 10176
the Medicare Learning Network fact sheet
PDPM and Part B for SNF residents
Dual eligible QMB patient, 97110
Johnson County Kansas locality
Prince William County clinic 97110
Jersey Shore University Medical Center 97110
Martin Army Hospital Tricare 97140
Kennedy Krieger Institute 92507
Craig Hospital spinal cord 97112
Shriners Children's 97760
Barnes Jewish 97110
Emory Healthcare 97530
Duke Health 97530 denied
Lee Health bills 97110
Scripps Mercy 97140
Henry Ford Health 97110 30 min
Christus Spohn 97110
Sutter Health 97140 with 97530
Mercy Hospital 97110 59
Adams Memorial outpatient
Norton Healthcare's plan of care form
Piedmont Atlanta 97116
Carle Foundation 97110
Marshfield Clinic denied 97140
Spencer technique 97140 15 minutes
Mulligan mobilization with movement 97140
Feldenkrais and Alexander Technique 97112
Schroth method for scoliosis 97110 45 minutes
Watsu 97113
Brain Gym 97530
Rolfing 97140
Gua Sha 97140
Neurac 97112 30 min
Vojta therapy 20 min 97112
Our therapist Jess thinks 97530 is fine
Can Dr. Okoye sign electronically
Prairie Meadow: 97140 with 97530
Is Anthem Blue Cross the same as Blue Shield
Does Mutual of Omaha Medigap Plan N cover the copay
When did Tricare West move to TriWest
Wilson Health: 97110 and 97112 denied
Stanley Medical Center bills therapy on UB-04
Thomas Rehab wants to enroll
Bayhealth denied 97110
HealthPartners follows CMS
Palmetto's reopening line is 855-696-0705
fax 803-699-2436 attn Part B appeals
The Jimmo case and Dr. Smith's order
Barton Reading program 92507
Wilbarger brushing 97533 10 min
Denver Developmental Screening 96110
Rood and Bobath 97112
Morgan Stanley is our bank
Charles River Rehab 97110
Nurse Jackie said restorative is not skilled
PT Tom W. did 22 min, PTA Jo 18
Dr. Alvarez at 615-555-0100 faxed the plan
On 2/2/2026 97110 23 min and on 2/4/2026 97140 15 min
L33631 and A56566 of First Coast
1/1/2022 PTA rule
NPI 1003000126
MUE for 97110 is 6
Total 53 min: 97110 23, 97112 15, 97140 15
Physio Tape and Theraband
Hoyer lift, Sara Stedy training 97530 15 min
Sara Stedy transfer 97530
Hill-Rom bed positioning 97542
Tommy John surgery rehab 97110
Charcot joint, 97760
McConnell taping 97140
Otto Bock knee 97761
Ottobock C-Leg training 97761 30 min
Jobst stockings
Jackson Memorial and Broward Health
Maria Parham Health 97110
Stella Maris nursing home Part B
Baptist Health Paducah
Medicare Advantage by Clover
Devoted Health says 8 minute rule
Pt was in rm 12 at 10:15
Does the Smith rule apply
Plan F, Plan G and Plan N
Mrs. is a title
A. M. session 30 min, P. M. session 30 min
""".splitlines()
