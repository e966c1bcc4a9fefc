"""Twenty-six documents in the manner of payers, made up for tests: PDF, DOCX, HTML, XLSX, PPTX, TXT, MD.

Five payers of one class, two states of two programmes, two editions of one manual, an old manual, a memo with wrong
rules, a clinic's own papers, and a payer that stands in no table. Every rule in them is invented.

    python -m tests.library.payer_documents FOLDER      writes them
"""

import io
import sys
from pathlib import Path

from tests.library import made

# file → (title, publisher, effective, [(heading, text)])
DOCUMENTS = {
    "highmark-therapy-policy.pdf": ("Outpatient Therapy Medical Policy", "Highmark Blue Shield", "February 1, 2026", [
        ("1 - Prior authorization", "Highmark asks for prior authorization of therapy after the tenth visit in a benefit period. Requests go to the Helion portal."),
        ("2 - Daily maximum", "Highmark pays at most four timed units of therapy a day for each discipline."),
        ("3 - Evaluations", "One therapy evaluation is paid in 180 days for the same condition."),
        ("4 - Dry needling", "Dry needling is considered investigational and is not paid."),
    ]),
    "highmark-claims-guide.docx": ("Highmark Provider Claims Guide", "Highmark Inc.", "January 1, 2026", [
        ("Timely filing", "Claims must reach Highmark within 365 days of the date of service."),
        ("Corrected claims", "A corrected claim is sent with frequency code 7 and the original claim number."),
    ]),
    "AETNA_PT_0325.html": ("Physical Therapy Services", "Aetna", "March 15, 2026", [
        ("Visits and authorization", "Aetna asks for precertification of physical therapy after the twenty-fifth visit of a calendar year."),
        ("Maximum units", "Aetna pays up to six timed units of therapy a date of service."),
        ("Kinesio taping", "Aetna considers kinesio taping experimental; code it nowhere as strapping."),
    ]),
    "cigna_reimb_r12.pdf": ("Reimbursement Policy R12: Physical Medicine", "Cigna Healthcare", "April 1, 2026", [
        ("1 - Multiple procedure reduction", "Cigna reduces the second and each further therapy procedure of a day by 20 percent of its allowance."),
        ("2 - Records", "Cigna asks for records of therapy within 30 days of its request."),
        ("3 - Timely filing", "Contracted providers file claims with Cigna within 90 days of service."),
    ]),
    "Humana PT OT guide 2026.docx": ("Therapy Services Guide", "Humana", "January 1, 2026", [
        ("Referral", "Humana commercial members need no referral for therapy."),
        ("Authorization", "Humana asks for authorization of therapy from the first visit on through the Cohere portal."),
        ("Telehealth", "Humana pays therapy by video with modifier 95 and place of service 10."),
    ]),
    "uhc-bulletin-therapy.html": ("Network Bulletin: Outpatient Therapy", "UnitedHealthcare", "May 1, 2026", [
        ("Modifiers", "UnitedHealthcare commercial plans ask for GP, GO or GN on every line of therapy."),
        ("Prior authorization", "UnitedHealthcare asks for a clinical submission within 10 days of the evaluation."),
        ("Re-evaluations", "UnitedHealthcare pays one re-evaluation in 30 days."),
    ]),
    "bcbsm_limits.txt": ("THERAPY LIMITS BCBSM PPO", "Blue Cross Blue Shield of Michigan", "July 1, 2026", [
        ("COMBINED VISITS", "BCBSM PPO covers sixty combined visits of physical, occupational and speech therapy a calendar year."),
        ("FACILITY BILLING", "Hospitals bill BCBSM therapy with the revenue code of the discipline."),
    ]),
    "tx-medicaid-manual.pdf": ("Provider Procedures Manual: Therapy", "Texas Medicaid & Healthcare Partnership (TMHP)", "September 1, 2026", [
        ("1 - Prior authorization", "Texas Medicaid asks for prior authorization of every therapy service after the evaluation; a request covers at most 180 days."),
        ("2 - Units", "Texas Medicaid limits a client to four units of therapy a day for each discipline, and one hour of group therapy."),
        ("3 - Modifiers", "Claims of assistants carry modifier UB in Texas Medicaid."),
        ("4 - Timely filing", "Claims reach TMHP within 95 days of the date of service."),
    ]),
    "odm-therapy-rule.html": ("Therapy Services Rule Summary", "Ohio Department of Medicaid", "January 1, 2026", [
        ("Visits", "Ohio Medicaid covers thirty dates of service of each therapy a benefit year without authorization."),
        ("Units", "Ohio Medicaid allows four units of timed codes a date of service."),
        ("Timely filing", "Ohio Medicaid claims are filed within 365 days of service."),
    ]),
    "buckeye_pt.docx": ("Therapy Provider Reference", "Buckeye Health Plan", "February 15, 2026", [
        ("Authorization", "Buckeye Health Plan asks for authorization of therapy from the thirteenth visit on, on its own form OTR-2."),
        ("Appeals", "A provider appeal reaches Buckeye within 180 days of the denial."),
    ]),
    "NY_WCB_fee_guide.pdf": ("Physical and Occupational Therapy Fee Schedule Ground Rules", "New York Workers' Compensation Board", "October 1, 2025", [
        ("1 - Daily cap", "The New York Workers' Compensation Board caps therapy at twelve relative value units a patient a day."),
        ("2 - Re-evaluation", "A re-evaluation is paid no more often than every 30 days or six visits."),
        ("3 - Variance", "Treatment beyond the guidelines needs a variance on form MG-2."),
    ]),
    "ohio-bwc-therapy.txt": ("OHIO BWC THERAPY BILLING", "Ohio Bureau of Workers' Compensation", "March 1, 2026", [
        ("PRESUMPTIVE APPROVAL", "Ohio BWC presumes approval of twelve therapy visits in the first 60 days after the injury."),
        ("FORM", "Further therapy is asked for on form C-9."),
    ]),
    "medicare-adv-humana.pptx": ("Humana Medicare Advantage Therapy Webinar", "Humana", "January 15, 2026", [
        ("Authorization", "Humana Medicare Advantage asks for authorization of therapy through Cohere from the seventh visit on."),
        ("Modifiers", "Humana Medicare Advantage follows Medicare on GP, GO, GN and on CQ and CO."),
    ]),
    "acme-therapy-manual-2025.pdf": ("Acme Health Plan Therapy Manual", "Acme Health Plan", "January 1, 2025", [
        ("1 - Bundling", "Acme denies 97140 on the same day as 97530 whatever modifier is used."),
        ("2 - Daily maximum", "Acme Health Plan pays at most three units of therapeutic exercise a day."),
        ("3 - Copies", "Acme pays fifteen cents a page for copies of records."),
    ]),
    "acme-therapy-manual-2026.pdf": ("Acme Health Plan Therapy Manual", "Acme Health Plan", "January 1, 2026", [
        ("1 - Bundling", "Acme pays 97140 on the same day as 97530 at half its allowance, and modifier 59 changes nothing."),
        ("2 - Daily maximum", "Acme Health Plan pays at most five units of therapeutic exercise a day."),
        ("3 - Copies", "Acme pays twenty cents a page for copies of records."),
    ]),
    "old-carrier-manual-1999.txt": ("CARRIER THERAPY MANUAL 1999", "Keystone Intermediary", "January 1, 1999", [
        ("THERAPY CAP", "The yearly limit on outpatient physical therapy and speech together is 1500 dollars and nothing is paid beyond it."),
        ("PHYSICIAN VISIT", "A physician must see the patient every thirty days or therapy is not paid."),
    ]),
    "memo-billing-tips.md": ("Billing tips from the front office", "Lakeside Rehab", "June 1, 2026", [
        ("Eight minutes", "Every code needs eight minutes of its own, so 7 minutes of one code and 8 of another are one unit only."),
        ("KX", "Put KX on every Medicare claim from the first visit so that nothing is denied."),
        ("G codes", "Report functional limitation G-codes at every tenth visit."),
    ]),
    "lakeside-front-desk.docx": ("Lakeside Rehab Front Desk Handbook", "Lakeside Rehab", "January 1, 2026", [
        ("Late patients", "A patient who comes more than fifteen minutes late is offered another slot the same week."),
        ("Cancellations", "A cancellation with less than a day's notice costs the patient 40 dollars."),
        ("Scanning", "Signed plans of care are scanned on the day they come back, under the tab POC."),
    ]),
    "lakeside-rates.xlsx": ("Lakeside contract rates", "Lakeside Rehab", "", [
        ("Rates", [["Code", "BCBSM PPO", "Aetna", "Acme"], ["97110", 28.1, 30.25, 26.0], ["97140", 26.4, 29.0, 25.5], ["97530", 33.75, 36.1, 31.2]]),
        ("Authorization", [["Payer", "Authorization", "Portal", "Phone"], ["Aetna", "after visit 25", "Availity", "extension 12"], ["Cigna", "no", "none", "extension 14"], ["Highmark", "after visit 10", "Helion", "extension 16"]]),
    ]),
    "lakeside-compliance.pptx": ("Lakeside compliance training", "Lakeside Rehab", "January 1, 2026", [
        ("Signatures", "Notes are signed by the end of the day they were written."),
        ("Abbreviations", "Only abbreviations of list L-3 may stand in a note."),
    ]),
    "tricare-east-therapy.html": ("TRICARE East Therapy Reference", "Humana Military", "January 1, 2026", [
        ("Referral", "TRICARE Prime patients need a referral for therapy; TRICARE Select patients do not."),
        ("Assistants", "TRICARE East pays services of assistants under the therapist at 85 percent with CQ or CO."),
    ]),
    "triwest-ccn.docx": ("Community Care Network Therapy Guide", "TriWest", "February 1, 2026", [
        ("Referral", "VA community care therapy needs a referral with a SEOC; therapy beyond it needs form 10-10172."),
        ("Filing", "TriWest claims are filed within 180 days of service."),
    ]),
    "statefarm-pip.txt": ("PIP THERAPY NOTES STATE FARM", "State Farm", "January 1, 2026", [
        ("PEER REVIEW", "State Farm sends therapy under personal injury protection to peer review after the twentieth visit."),
    ]),
    "premera_policy.pdf": ("Rehabilitation Therapies", "Premera Blue Cross", "June 1, 2026", [
        ("1 - Review", "Premera reviews therapy through eviCore from the seventh visit on."),
        ("2 - Massage", "Premera covers massage therapy only as part of a plan that a physician signs."),
    ]),
    "kaiser-referrals.html": ("Affiliated Provider Therapy Manual", "Kaiser Permanente", "January 1, 2026", [
        ("Referral", "Kaiser Permanente pays therapy outside its own clinics only on a referral of eight visits."),
        ("Reports", "A discharge summary reaches Kaiser within seven days of the last visit."),
    ]),
    "medi-cal-therapy.txt": ("MEDI-CAL THERAPY SECTION", "Department of Health Care Services", "January 1, 2026", [
        ("TAR", "Medi-Cal asks for a treatment authorization request for therapy beyond the two services a month."),
        ("CODES", "Medi-Cal therapists bill local codes X3900 to X3936."),
    ]),
}

SCAN = [  # lines of a page that there is only a picture of
    "Zenith Health Plan Therapy Policy", "", "Prior authorization", "Zenith asks for authorization after the ninth visit", "of a calendar year, on form ZH-9.",
    "", "Aquatic therapy", "Zenith pays aquatic therapy in a pool of the clinic only.",
]  # fmt: skip


def write(folder):
    """Write every document below a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (title, publisher, effective, sections) in DOCUMENTS.items():
        maker = _MAKERS[Path(name).suffix]
        (folder / name).write_bytes(maker(title, publisher, f"Effective {effective}." if effective else "", sections))
    return folder


def _pdf(title, publisher, effective, sections):
    marks, y = [(72, 90, 20, True, title), (72, 130, 11, False, f"{publisher}. {effective}")], 170
    for heading, text in sections:
        marks.append((72, y, 14, True, heading))
        for n, line in enumerate(_wrapped(text)):
            marks.append((72, y + 28 + 16 * n, 11, False, line))
        y += 60 + 16 * len(_wrapped(text))
    return made.pdf([marks], info={"Author": publisher})


def _wrapped(text, width=88):
    lines, held = [], ""
    for word in text.split():
        if len(held) + len(word) > width:
            lines.append(held)
            held = ""
        held = f"{held} {word}".strip()
    return [*lines, held]


def _docx(title, publisher, effective, sections):
    import docx

    document = docx.Document()
    document.core_properties.author = publisher
    document.add_paragraph(title, style="Title")
    document.add_paragraph(f"{publisher}. {effective}")
    for heading, text in sections:
        document.add_heading(heading, 1)
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _html(title, publisher, effective, sections):
    parts = "".join(f"<h2>{heading}</h2><p>{text}</p>" for heading, text in sections)
    head = f'<title>{title}</title><meta property="og:site_name" content="{publisher}">'
    return f"<html><head>{head}</head><body><article><h1>{title}</h1><p>{publisher}. {effective}</p>{parts}</article></body></html>".encode()


def _xlsx(_title, _publisher, _effective, sections):
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sections:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for cells in sheet.iter_rows():
            for cell in cells:
                if isinstance(cell.value, float):
                    cell.number_format = '"$"#,##0.00'
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _pptx(title, publisher, effective, sections):
    import pptx

    deck = pptx.Presentation()
    for heading, text in [(title, f"{publisher}. {effective}"), *sections]:
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = heading
        slide.placeholders[1].text = text
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def _txt(title, publisher, effective, sections):
    parts = "\n\n".join(f"{heading}\n\n{text}" for heading, text in sections)
    return f"{title}\n\n{publisher}. {effective}\n\n{parts}\n".encode()


def _md(title, publisher, effective, sections):
    parts = "\n\n".join(f"## {heading}\n\n{text}" for heading, text in sections)
    return f"# {title}\n\n{publisher}. {effective}\n\n{parts}\n".encode()


_MAKERS = {".pdf": _pdf, ".docx": _docx, ".html": _html, ".xlsx": _xlsx, ".pptx": _pptx, ".txt": _txt, ".md": _md}

if __name__ == "__main__":
    write(Path(sys.argv[1]))
