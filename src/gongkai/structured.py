"""What schema.org's vocabulary says of a page (JSON-LD): only what is known, absolute addresses or none."""

from typing import Any

from gongkai import progress, sitemap
from gongkai.model import Announcement


def web_page(
    announcement: Announcement, path: str, title: str, *, site: str, address: str, description: str, publisher: str
) -> dict[str, Any]:
    """A WebPage of schema.org; `address` is the site's, '' where it has none, and so is `publisher`.

    The day of the last update is its change; an announcement without one has no day of change to tell.
    """
    website = {"@type": "WebSite", "name": site} | ({"url": address} if address else {})
    said = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": title,
        "description": description,
        "inLanguage": "zh-CN",
        "isPartOf": website,
    }
    if publisher:
        said["publisher"] = {"@type": "Organization", "name": publisher}
    if issuer := announcement.facts.issuer:
        said["sourceOrganization"] = {"@type": "Organization", "name": issuer}
    if published := announcement.facts.published:
        said["datePublished"] = published.isoformat()
    if changes := progress.changes(announcement):
        said["dateModified"] = changes[0].update.date.isoformat()
    if address:
        said["url"] = address + path
        trail = [*sitemap.trail(announcement, path), (path, title)]
        if len(trail) > 1:
            said["breadcrumb"] = {"@type": "BreadcrumbList", "itemListElement": _items(trail, address)}
    return said


def _items(trail: list[tuple[str, str]], address: str) -> list[dict[str, Any]]:
    return [
        {"@type": "ListItem", "position": position, "name": name, "item": address + path}
        for position, (path, name) in enumerate(trail, start=1)
    ]
