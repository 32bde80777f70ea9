"""An address of a wiki and a login flow in, and one polite client of it, with its errors, flows out."""

from wiki.client.about import About, Myself, moment
from wiki.client.errors import (
    LoginError,
    NoWikiError,
    RefusedError,
    ThrottledError,
    UncertainError,
    UnreachableError,
    WikiError,
)
from wiki.client.login import BotPassword, Login, OAuth2
from wiki.client.pace import Pace
from wiki.client.params import Value
from wiki.client.wiki import Wiki

__all__ = [
    "About",
    "BotPassword",
    "Login",
    "LoginError",
    "Myself",
    "NoWikiError",
    "OAuth2",
    "Pace",
    "RefusedError",
    "ThrottledError",
    "UncertainError",
    "UnreachableError",
    "Value",
    "Wiki",
    "WikiError",
    "moment",
]
