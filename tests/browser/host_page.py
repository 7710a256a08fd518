"""A page of another site, with the chat on it: its own styles, scripts and policy."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import BrowserContext, Route

PACKAGES = Path(__file__).parents[2] / "web" / "node_modules"

# What a site may do to its pages: rules that reach everything they can, and rude names.
RUDE_STYLES = """
  * { all: unset; color: lime !important; font: italic 40px cursive !important;
      display: inline !important; visibility: hidden; position: static !important; }
  html { font-size: 4px; }
  body > * { transform: rotate(20deg); opacity: 0.1; pointer-events: none; z-index: 0 !important; }
  .panel, .launcher, dialog, button { display: none !important; }
"""
RUDE_SCRIPT = """
  window.element = window.chat = window.marked = "the site's own";
  Array.prototype.site = () => {};
  customElements.define("site-thing", class extends HTMLElement {});
"""
# As strict as it gets: nothing but what is named, by its address or by a nonce.
POLICY = (
    "default-src 'none'; script-src 'nonce-site' {chat}; style-src 'nonce-site'; "
    "connect-src {chat}; img-src {chat}; base-uri 'none'; form-action 'none'"
)


def add_page(
    context: BrowserContext, origin: str, chat: str, attributes: str = "", language: str = "en"
) -> None:
    """Lets a browser find a page at ``origin`` that has the embed line.

    Args:
        context: the browser.
        origin: where the page is; no server has to be there.
        chat: the origin of the chat's server.
        attributes: what else the script's tag says.
        language: of the page.
    """
    page = f"""<!doctype html><html lang="{language}"><head><title>A site</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <style nonce="site">{RUDE_STYLES}</style><script nonce="site">{RUDE_SCRIPT}</script>
      <script nonce="site">window.before = Object.getOwnPropertyNames(window)</script>
      <script src="{chat}/widget.js" {attributes} defer></script></head>
      <body><h1>A site</h1></body></html>"""
    headers = {"Content-Security-Policy": POLICY.format(chat=chat)}
    context.route(
        f"{origin}/",
        lambda route: route.fulfill(body=page, content_type="text/html", headers=headers),
    )


def add_site(
    context: BrowserContext,
    origin: str,
    pages: Mapping[str, str],
    headers: Mapping[str, str] | None = None,
) -> None:
    """Lets a browser find a site at ``origin``: its pages, and npm's packages in ``/packages/``.

    Args:
        context: the browser.
        origin: where the site is; no server has to be there.
        pages: HTML (or JavaScript, for a path that ends so) by its path.
        headers: of the pages.
    """

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(origin).partition("?")[0]
        if path.startswith("/packages/"):
            route.fulfill(path=PACKAGES / path.removeprefix("/packages/"))
        elif path in pages:
            kind = "text/javascript" if path.endswith("js") else "text/html"
            route.fulfill(body=pages[path], content_type=kind, headers=dict(headers or {}))
        else:
            route.fulfill(status=404)

    context.route(f"{origin}/**", answer)
