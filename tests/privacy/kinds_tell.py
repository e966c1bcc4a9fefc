"""Single texts that tell who a patient is, in the shapes an attacker found to pass, in other wordings than his."""

TELL = r"""
pt R. Quimby: 97140 15 min, 97110 23 min
Does client T. Vandersloot qualify for KX?
claimant M. O'Hara has a comp denial on 97530
member J. Yoon denied, why
beneficiary A. Ferreira over the threshold?
the patient, L. Okafor, needs a recert
my pt B. Nowak had 20 minutes of gait
claimant J. Stone, 97110 denied
patient C. de la Cruz 97110 30 min
patient H. McAllister 97110 30 min
patient S. Zbornak - recert due
Tran, L. 97530 x2
Zbornak, D. 97110 23 min
Stone, K: 97112 15 min, 97110 15 min
Baker, T.  97140 2 units
resident P. Ito fell
Baby girl Nguyen 92507
newborn Castillo, 97161 eval
Baby Girl Pham: 97530 20 min
BABY GIRL ORTEGA 97530 20 MIN
infant Takahashi 97112
baby boy okafor 97530 30 min
can we call him on 4125550188 about the ABN
her cell is 2065550142
text the patient at 3035550171
reach daughter at (303)5550171
patient's mobile (503)555-0123
her number is 503 5550123
patient phone +1 5035550123
patient's son is at +52 55 1234 5678
wife's number +91 98765 43210
+33 1 42 68 53 00 is his number
he can be reached at +447700900123
his cell +44 (0)20 7946 0958
patient's home phone 020 7946 0958
call her at 555-0134
his cell is 555-0172, may I text?
text the patient: 555 0172
patient's number 555.0199
dob 031444 97110 2 units
DOB: 120938
birth date 19440314
date of birth 14-Mar-1944
dob 14MAR1944
d.o.b 3-14-44
birthday mar/14/1944
070452 is her dob
born on the 2nd day of march in the year nineteen forty one
he was born in the year 1941 on the third of May
born in 1941 on may 3rd
she was born in 1938, on the 9th of June
born jan 2 in 1934
born May 3 of 1941
her date of birth is the ninth day of June, nineteen thirty-eight
policy 12-QRS-445 rejected
claim 8834-KT-21 denied
her policy 4Q77-812
case 55-WC-9012: 97545
chart 60318, 97112 two units
account 48213: 97110 denied
acct 30417 97140 x 1
patient 884213: 97110 2 units
client 4408812 97530
UHC 912345678 denied 97530
Humana H55512345 97110 x3 denied
Cigna U7712345601: 97140 denied
anthem YRP123M45678 denied 97110
blue cross member QWE998877665 97110
Tricare 123456789 denied
Aetna ppo W201234567 - auth?
treated him at 45 oak ridge rd dayton oh 45402
home eval at 9 elm ave, POS 12
her house is 2210 maple ln apt 4
visit at 77 w 5th st, erie pa 16501
pt's home 18 pine st
820 cherry blvd tulsa ok 74103
she lives near 14 birch ct
jane.roe77 at gmail com
email it to sue at yahoo com
d_halvorsen at hotmail com wants her superbill
m.ortiz@gmail com
{"patient_name": "Tanaka", "cpt": "97530", "min": 23}
{"patient": {"name": "Zsofia"}, "code": "97110"}
{"lastName":"Okonjo","firstName":"Tamsin","units":2}
{'patient': 'Wanjiru', 'cpt': 97110}
{"resourceType":"Patient","name":[{"family":"Farouq","given":["Omar"]}]}
<patientName>Oyelaran</patientName><cpt>97110</cpt>
<Patient name="Zubair"/>
<last_name>Mbeki</last_name>
patientName=Iwasaki&code=97110
patient: Iwasaki
last name: Iwasaki
pt=Mbeki;code=97140
name=Mbeki min=23
client "Iwasaki" 97530 15 min
client (Mbeki) 97140
patient [Iwasaki] 97110
patient “Wanjiru” 97110
patient 'Zubair' 97110
patient | Zubair | 97110
patient Zubair 97110
NM1*QC*1*OKAFOR*NGOZI~ 97530 denied
NM1*IL*1*Roe*Jane*Q***MI*1EG4TE5MK73~
DMG*D8*19440314*F~
NM1^IL^1^SMITH^JOHN
CLM*A4471*250***11:B:1~
CLP*99123*4*300*0 CO 97
REF*SY*219099999
GT1|1||ROE^JANE
{"patient":"farouq","code":"97110"}
{"patient":"FAROUQ"}
<patient>FAROUQ</patient>
patient_name=farouq omar
{"patient_name":"omar farouq"}
{"patient":"garcia"}
<patient>garcia</patient>
patient "farouq" 97110
Patient K Abernathy 97110
pt. K.Abernathy 97110 30 min
patient k. abernathy needs kx
PATIENT K. ABERNATHY 97110
DOE, J. 97110 30 MIN
twin B Garcia 97530
my phone contact for her is 617.5550133
cell #6175550133 of the patient
patient tel 6175550133
dob: 7 4 52
dob 7-4-1952
dob 520704
member W123456789 97110
Aetna member id W123456789
bcbs id# xyz123456789
HOME VISIT AT 123 MAIN ST SPRINGFIELD IL 62704
home visit 123 main street
pt address 123 main st
bob.smith at yahoo.com
bob smith at yahoo com is his email
bob_smith@yahoo
patient;Farouq;97110
"patient" : "Farouq"
patient -> Farouq
[patient] Farouq
**Patient:** Farouq
Patient - Farouq
Patient_Farouq 97110
SUBSCRIBER: FAROUQ, OMAR
NM1*IL*1*FAROUQ~
NM1|IL|1|FAROUQ|OMAR
policy no 77-ABX-213
claim ref 77ABX213
chart no 77412
chart number: 774
acct. 774120
""".strip().splitlines()
