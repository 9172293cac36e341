"""Links as a list for people, and for programs."""

import json
from collections.abc import Iterator

from flows.model.place import Place
from flows.workshop.links import Address, Cited, Links


def links_list(found: Links, prefix: str) -> str:
    """Sources, then web addresses with all their places, then what should be mended."""
    parts = []
    if found.sources:
        parts += [
            f"Sources ({len(found.sources)}):",
            *(_source(cited, prefix) for cited in found.sources),
            "",
        ]
    urls = dict.fromkeys(address.url for address in found.addresses)
    parts.append(f"Web addresses ({len(urls)}):")
    for url in urls:
        parts.append(f"    {url}")
        parts += [_at(one, prefix) for one in found.addresses if one.url == url]
    mend = list(_to_mend(found, prefix))
    return "\n".join([*parts, "", *(["To mend:", *mend] if mend else ["Nothing to mend."]), ""])


def links_json(found: Links) -> str:
    """`sources`, `addresses`, and which of these are `insecure` or `repeated`."""
    whole = {
        "sources": [_source_json(cited) for cited in found.sources],
        "addresses": [_address_json(address) for address in found.addresses],
        "insecure": [_address_json(address) for address in found.insecure],
        "repeated": [[_address_json(address) for address in group] for group in found.repeated],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _source(cited: Cited, prefix: str) -> str:
    source = cited.source
    used = f"used by {', '.join(cited.used_by)}" if cited.used_by else "used by nothing"
    facts = ", ".join(filter(None, (str(source.year or ""), f"grade {source.grade}", f"seen {source.seen}")))
    return f"    {source.id}  {source.title}\n        {prefix}{_place(cited.place)}, {facts}, {used}"


def _at(address: Address, prefix: str) -> str:
    return f"        {prefix}{_place(address.place)}  {address.within}"


def _to_mend(found: Links, prefix: str) -> Iterator[str]:
    for address in found.insecure:
        yield f"    {prefix}{_place(address.place)}  {address.url} is not encrypted: write https://"
    for group in found.repeated:
        names = " and ".join(address.within for address in group)
        yield f"    {prefix}{_place(group[-1].place)}  {names} have one address: {group[0].url}"


def _source_json(cited: Cited) -> dict[str, object]:
    source = cited.source
    return {
        "id": source.id,
        "title": source.title,
        "year": source.year,
        "url": source.url,
        "grade": source.grade,
        "seen": str(source.seen),
        "place": _place(cited.place),
        "used_by": list(cited.used_by),
    }


def _address_json(address: Address) -> dict[str, str]:
    return {"url": address.url, "place": _place(address.place), "within": address.within}


def _place(place: Place) -> str:
    return f"{place.path}:{place.line}:{place.column}"
