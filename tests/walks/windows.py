"""Browser windows that notice what a visitor should never see: errors of scripts, files that do not come."""

from dataclasses import dataclass, field
from typing import Any

from tests.browsing import PATIENCE
from tests.walks.sites import Site


@dataclass
class Windows:
    """The windows one story opened, and what was wrong in any of them."""

    browser: Any
    opened: list[Any] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    by_role: dict[str, Any] = field(default_factory=dict)

    def open(self, site: Site, role: str = "", *, width: int = 1280, javascript: bool = True):
        """A page of a new window, at no address yet; signed in as the demonstration's person of a role, if given."""
        context = self.browser.new_context(
            base_url=site.url,
            viewport={"width": width, "height": 800},
            reduced_motion="reduce",
            java_script_enabled=javascript,
        )
        context.set_default_timeout(PATIENCE)
        if role:
            context.add_cookies([{"name": "sessionid", "value": site.sessions[role], "url": site.url}])
        self.opened.append(context)
        page = context.new_page()
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("response", self._answered)
        page.on("requestfailed", self._failed)
        return page

    def _console(self, message) -> None:
        # That a file did not come is known more exactly from its answer.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(f"{message.location['url']}: {message.text}")

    def _answered(self, response) -> None:
        refused_page = response.status in (403, 404, 409) and response.request.is_navigation_request()
        if response.status >= 400 and not refused_page:
            self.complaints.append(f"{response.url} answered {response.status}")

    def _failed(self, request) -> None:
        # Leaving a page cuts off what it was still asking for; that is no failure.
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"{request.url}: {request.failure}")

    def close(self) -> None:
        for context in self.opened:
            context.close()
        assert self.complaints == []
