"""Feedback in real Chromium: a thumb counts at once, a reason may follow, the question is kept only when ticked."""


from assistant.record.store import Store
from tests.web.driven import MARKS, ask, opened
from tests.web.served import server

pytestmark = MARKS


def test_feedback_under_an_answer(browser, index_folder, tmp_path):
    """Both are kept with the answer's id; with the tick the question is kept, without it it is not."""
    url = f"sqlite:///{tmp_path / 'record.sqlite'}"
    with server(index_folder, ASSISTANT_RECORD=url) as address:
        tab = opened(browser, address)
        for ticked in (False, True):
            turn = ask(tab, "what is CO-45")
            turn.get_by_role("button", name="This answer did not help").click()
            turn.get_by_label("Why").fill("too short")
            if ticked:
                turn.get_by_label("with my question").check()
            with tab.expect_response("**/api/feedback"):
                turn.get_by_role("button", name="Send").click()
            turn.get_by_text("Thank you.").wait_for()
        tab.context.close()
    held = Store.open(url)
    rows = [(said.thumb, said.reason, said.question) for said, answer in held.feedback() if answer]
    held.close()
    assert rows == [("down", "too short", "what is CO-45"), ("down", "", ""), ("down", "too short", ""), ("down", "", "")]
