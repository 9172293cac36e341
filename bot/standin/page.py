"""The chat page: one self-contained file, drawn by textContent alone."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse

PAGE = Path(__file__).with_name("page.html")

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self';"
    " img-src data:"
)


async def show_page(_: Request) -> HTMLResponse:
    """The page for ?user=N (1 when left out)."""
    headers = {
        "Content-Security-Policy": POLICY,
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
    }
    return HTMLResponse(PAGE.read_text(encoding="utf-8"), headers=headers)
