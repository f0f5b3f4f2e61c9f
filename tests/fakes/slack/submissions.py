"""Submitting and closing modals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fakes.slack import shelf
from fakes.slack.inputs import check_filled, state
from fakes.slack.presses import Pressing
from fakes.slack.refused import Refused

if TYPE_CHECKING:
    from fakes.slack.inputs import Values
    from fakes.slack.model import Json, View
    from fakes.slack.outcome import Delivery


class Submitting(Pressing):
    """A Slack in which people fill in modals."""

    async def submit(
        self,
        view: View,
        values: Values | None = None,
        *,
        user: str | None = None,
        url: str = "",
        via: str | None = None,
    ) -> Delivery:
        """A person submits a modal; what the app answers is done to it.

        Raises:
            ValueError: Slack's own form would not let the person submit it.
            LookupError: there is no such input, or it does not offer that.
        """
        payload = self.submission(view, values, user=user)
        delivery = await self.deliver("interactive", payload, url=url, via=via, view_id=view.id)
        if delivery.status == 200:
            try:
                self._answered(view, delivery.answer)
            except Refused as refused:
                self.faults.append(f"view_submission: {refused.error}")
        return delivery

    def submission(self, view: View, values: Values | None = None, *, user: str | None = None) -> Json:
        """What the app is told of a modal that a person submits; ``submit`` delivers it.

        Raises:
            ValueError: Slack's own form would not let the person submit it.
            LookupError: there is no such input, or it does not offer that.
        """
        assert view.id in self.views, "the modal is not open"
        filled = state(view.blocks, values or {})
        check_filled(view.blocks, filled)
        payload = self._of_view(view, user or view.user, "view_submission", filled)
        payload["trigger_id"] = self.triggers.hand_out(view.team, view.user, view.id)
        payload["response_urls"] = []
        return payload

    async def close_view(
        self, view: View, *, all_of_them: bool = False, url: str = "", via: str | None = None
    ) -> Delivery | None:
        """A person closes a modal; the app hears of it only when it asked to."""
        self.shelf.close(view, all_of_them=all_of_them)
        if not view.content.get("notify_on_close"):
            return None
        payload = self._of_view(view, view.user, "view_closed", {}) | {"is_cleared": all_of_them}
        return await self.deliver("interactive", payload, url=url, via=via, view_id=view.id)

    def _of_view(self, view: View, user: str, kind: str, filled: Json) -> Json:
        shown = shelf.as_json(view, self.teams[view.team], self.app_id)
        shown["state"] = {"values": filled}
        return self.enveloped(view.team) | {"type": kind, "user": self.person(user), "view": shown}

    def _answered(self, view: View, answer: Json) -> None:
        what = answer.get("response_action")
        if not answer:
            self.shelf.close(view)
        elif what == "clear":
            self.shelf.close(view, all_of_them=True)
        elif what == "errors":
            self._check_errors(view, answer.get("errors"))
        elif what == "update":
            content = self.content.view("view_submission", answer.get("view"), "modal")
            self.shelf.change(view, content)
        elif what == "push":
            content = self.content.view("view_submission", answer.get("view"), "modal")
            self.shelf.put(view.team, view.user, content, view.id)
        else:
            self.faults.append(f"view_submission: answered {answer}")

    def _check_errors(self, view: View, errors: object) -> None:
        inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
        if not isinstance(errors, dict) or not errors:
            self.faults.append("view_submission: errors that name none")
        elif strange := errors.keys() - inputs:
            self.faults.append(f"view_submission: errors at {sorted(strange)}, which are no inputs")
