"""Mozilla's HTTP Observatory: its published tests and score modifiers, for the answers of a server.

Source: MDN, HTTP Observatory, "Tests & Scoring", and its grader (mdn/mdn-http-observatory, src/grader/charts.js,
of 2025). A site starts at 100; penalties are taken off; from 90 on bonuses are added. The tests of cookies and of
cross-origin sharing are in the table as far as a site without either meets them.
"""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

MODIFIERS = {
    "csp-implemented-with-no-unsafe-default-src-none": 10,
    "csp-implemented-with-no-unsafe": 5,
    "csp-implemented-with-unsafe-inline-in-style-src-only": 0,
    "csp-implemented-with-unsafe-eval": -10,
    "csp-implemented-with-insecure-scheme": -20,
    "csp-implemented-with-unsafe-inline": -20,
    "csp-not-implemented": -25,
    "cookies-not-found": 0,
    "cookies-session-without-secure-flag": -40,
    "cross-origin-resource-sharing-not-implemented": 0,
    "cross-origin-resource-sharing-implemented-with-public-access": 0,
    "redirection-to-https": 0,
    "redirection-missing": -20,
    "referrer-policy-private": 5,
    "referrer-policy-not-implemented": 0,
    "referrer-policy-unsafe": -5,
    "hsts-implemented-max-age-at-least-six-months": 0,
    "hsts-implemented-max-age-less-than-six-months": -10,
    "hsts-not-implemented": -20,
    "sri-implemented-and-all-scripts-loaded-securely": 5,
    "sri-not-implemented-but-all-scripts-loaded-from-secure-origin": 0,
    "sri-not-implemented-but-no-scripts-loaded": 0,
    "sri-not-implemented-and-external-scripts-not-loaded-securely": -50,
    "x-content-type-options-nosniff": 0,
    "x-content-type-options-not-implemented": -5,
    "x-frame-options-implemented-via-csp": 5,
    "x-frame-options-sameorigin-or-deny": 0,
    "x-frame-options-not-implemented": -20,
    "corp-implemented-with-same-origin": 10,
    "corp-not-implemented": 0,
}
BONUSES_FROM = 90
# All bonuses but two: `hsts-preloaded` (5) is a matter of a domain and its browsers' list, and the one for secure
# cookies (5) is given only to sites that set some.
FULL_MARKS = 135
SIX_MONTHS = 15768000
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}


@dataclass(frozen=True)
class Answer:
    """What a page was answered with over TLS, and where its address without TLS leads."""

    headers: dict[str, str]
    body: str
    location: str


def score(answer: Answer) -> tuple[int, list[str]]:
    """The score and the results it is made of."""
    headers = {name.lower(): value for name, value in answer.headers.items()}
    policy = _directives(headers.get("content-security-policy", ""))
    results = [
        _policy(policy),
        "cookies-session-without-secure-flag" if "set-cookie" in headers else "cookies-not-found",
        _sharing(headers),
        "redirection-to-https" if answer.location.startswith("https://") else "redirection-missing",
        _referrer(headers),
        _transport(headers),
        _scripts(answer.body),
        "x-content-type-options-"
        + ("nosniff" if _is(headers, "x-content-type-options", "nosniff") else "not-implemented"),
        _frames(headers, policy),
        _resources(headers),
    ]
    given = [MODIFIERS[result] for result in results]
    total = 100 + sum(one for one in given if one < 0)
    if total >= BONUSES_FROM:
        total += sum(one for one in given if one > 0)
    return max(total, 0), results


def _directives(header: str) -> dict[str, list[str]]:
    parts = [part.split() for part in header.lower().split(";") if part.strip()]
    return {name: sources for name, *sources in parts}


def _policy(policy: dict[str, list[str]]) -> str:
    if not policy:
        return "csp-not-implemented"
    default = policy.get("default-src", ["*"])
    scripts, objects = policy.get("script-src", default), policy.get("object-src", default)
    broad = {"'unsafe-inline'", "data:", "*", "https:", "http:"}
    if broad & {*scripts, *objects}:
        return "csp-implemented-with-unsafe-inline"
    if any(source.startswith("http:") for sources in policy.values() for source in sources):
        return "csp-implemented-with-insecure-scheme"
    if "'unsafe-eval'" in scripts:
        return "csp-implemented-with-unsafe-eval"
    if broad & {*policy.get("style-src", default)}:
        return "csp-implemented-with-unsafe-inline-in-style-src-only"
    closed = default == ["'none'"] and policy.get("form-action") in (["'none'"], ["'self'"])
    return "csp-implemented-with-no-unsafe" + ("-default-src-none" if closed else "")


def _sharing(headers: dict[str, str]) -> str:
    shared = "access-control-allow-origin" in headers
    return "cross-origin-resource-sharing-" + ("implemented-with-public-access" if shared else "not-implemented")


def _referrer(headers: dict[str, str]) -> str:
    given = headers.get("referrer-policy")
    if given is None:
        return "referrer-policy-not-implemented"
    return "referrer-policy-" + ("private" if given in PRIVATE else "unsafe")


def _transport(headers: dict[str, str]) -> str:
    found = re.search(r"max-age=(\d+)", headers.get("strict-transport-security", ""))
    if not found:
        return "hsts-not-implemented"
    return "hsts-implemented-max-age-" + ("at-least" if int(found[1]) >= SIX_MONTHS else "less-than") + "-six-months"


class _Scripts(HTMLParser):
    """The scripts that a page loads: where from, and whether their sum is stated."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "script" and given.get("src"):
            self.found.append((given["src"], bool(given.get("integrity"))))


def _scripts(body: str) -> str:
    page = _Scripts()
    page.feed(body)
    if not page.found:
        return "sri-not-implemented-but-no-scripts-loaded"
    if any("//" in source for source, _ in page.found):
        return "sri-not-implemented-and-external-scripts-not-loaded-securely"
    if all(stated for _, stated in page.found):
        return "sri-implemented-and-all-scripts-loaded-securely"
    return "sri-not-implemented-but-all-scripts-loaded-from-secure-origin"


def _frames(headers: dict[str, str], policy: dict[str, list[str]]) -> str:
    if policy.get("frame-ancestors") in (["'none'"], ["'self'"]):
        return "x-frame-options-implemented-via-csp"
    given = headers.get("x-frame-options", "").lower()
    return "x-frame-options-" + ("sameorigin-or-deny" if given in ("sameorigin", "deny") else "not-implemented")


def _resources(headers: dict[str, str]) -> str:
    same = _is(headers, "cross-origin-resource-policy", "same-origin")
    return "corp-implemented-with-same-origin" if same else "corp-not-implemented"


def _is(headers: dict[str, str], name: str, value: str) -> bool:
    return headers.get(name, "").lower() == value
