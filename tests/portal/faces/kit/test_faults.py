"""Pages about what went wrong: in the reader's language, with a way on, and never with the inside of the program."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from django.utils import translation
from pytest_django import DjangoDbBlocker, Settings

from portal.faces import urls
from portal.faces.kit.faults import MOST_BYTES, MOST_BYTES_OF_MAIL, bad_request, forbidden, server_error
from tests.portal.make import make_person, make_target


def broken(request: HttpRequest) -> HttpResponse:
    """A view with a fault of ours."""
    raise ZeroDivisionError("a secret of the program")


urlpatterns = [path("broken/", broken), *urls.urlpatterns]
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500


@pytest.fixture
def _with_a_fault(settings: Settings) -> None:
    settings.ROOT_URLCONF = __name__


def words(answer: HttpResponse) -> tuple[str, str, int]:
    """The language, the heading and the number of ways on."""
    page = BeautifulSoup(answer.content, "html.parser")
    html, heading = page.select_one("html"), page.select_one("h1")
    assert html is not None
    assert heading is not None
    return str(html["lang"]), heading.get_text(), len(page.select("main a"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path_", ["/en/no/such/page/", "/en/targets/none/", "/t/none/deeper/", "/.env", "/en/" + "a/" * 400]
)
def test_a_page_that_is_not_there_says_so(path_: str) -> None:
    answer = Client(headers={"accept-language": "en"}).get(path_, follow=True)
    assert (answer.status_code, *words(answer)) == (404, "en", "This page does not exist", 2)
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_the_page_is_in_the_language_of_its_address() -> None:
    page = Client().get("/sr-latn/no/such/page/").content.decode()
    assert '<html lang="sr-Latn"' in page


@pytest.mark.django_db
def test_a_hidden_target_looks_like_none_at_all(client: Client) -> None:
    hidden = make_target(hidden=True)
    answers = [client.get(f"/en/targets/{slug}/") for slug in (hidden.slug, "x" * len(hidden.slug))]
    pages = [answer.content.decode().replace(hidden.slug, "x" * len(hidden.slug)) for answer in answers]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert pages[0] == pages[1]


@pytest.mark.django_db
@pytest.mark.usefixtures("_with_a_fault")
def test_a_fault_of_ours_tells_nothing_of_the_program() -> None:
    answer = Client(raise_request_exception=False).get("/broken/", headers={"accept-language": "en"})
    said = answer.content.decode()
    assert (answer.status_code, *words(answer)) == (500, "en", "Something broke on our side", 1)
    assert [word for word in ("secret", "ZeroDivision", "Traceback", __name__) if word in said] == []
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_the_page_about_a_fault_of_ours_needs_no_database(
    django_db_blocker: DjangoDbBlocker, rf: RequestFactory
) -> None:
    request = rf.get("/")
    request.COOKIES["sessionid"] = "a" * 32
    with django_db_blocker.block(), translation.override("sq"):
        answer = server_error(request)
    assert (answer.status_code, words(answer)[0]) == (500, "sq")


def test_a_fault_in_the_page_about_faults_still_answers(settings: Settings, rf: RequestFactory) -> None:
    settings.TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": []}]
    answer = server_error(rf.get("/"))
    assert (answer.status_code, answer["Content-Type"]) == (500, "text/plain")


@pytest.mark.django_db
def test_a_form_that_is_too_old_may_be_sent_again() -> None:
    answer = Client(enforce_csrf_checks=True).post("/en/sign-in/", {"email": "a@example.org"})
    assert (answer.status_code, *words(answer)) == (403, "en", "Please send the form once more", 2)


@pytest.mark.django_db
def test_a_wrong_host_is_refused_in_words_and_named_nowhere() -> None:
    answer = Client(headers={"host": "evil.example", "accept-language": "en"}).get("/en/")
    assert (answer.status_code, words(answer)[1]) == (400, "We do not understand this")
    assert "evil.example" not in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["follow", "due"])
def test_who_opens_the_address_of_a_form_gets_words(client: Client, name: str) -> None:
    client.force_login(make_person())
    answer = client.get(f"/en/targets/{make_target().slug}/{name}/")
    assert (answer.status_code, answer["Allow"], *words(answer)) == (
        405,
        "POST",
        "en",
        "This address only takes a form",
        2,
    )


@pytest.mark.django_db
def test_a_form_with_too_much_text_is_refused_in_words(client: Client) -> None:
    answer = client.post("/en/report/", "note=" + "x" * (3 << 20), content_type="application/x-www-form-urlencoded")
    assert (answer.status_code, *words(answer)) == (413, "en", "This is too large", 2)
    assert Session.objects.count() == 0


class Unread:
    """A body that must not be read."""

    def read(self, *_size: int) -> bytes:
        """Nobody may."""
        raise AssertionError("a body that is too large was read")

    readline = read


@pytest.mark.django_db
@pytest.mark.parametrize(("where", "size"), [("/en/report/", MOST_BYTES), ("/anymail/x/inbound/", MOST_BYTES_OF_MAIL)])
def test_a_body_far_too_large_is_not_even_read(client: Client, where: str, size: int) -> None:
    answer = client.generic(
        "POST",
        where,
        CONTENT_TYPE="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(size + 1),
        **{"wsgi.input": Unread()},
    )
    assert answer.status_code == 413


@pytest.mark.django_db
@pytest.mark.parametrize("said", ["-1", "x", "", "9" * 30, "²"])
def test_a_length_that_is_none_breaks_nothing(client: Client, said: str) -> None:
    assert client.generic("POST", "/en/sign-out/", CONTENT_LENGTH=said).status_code in (302, 413)


@pytest.mark.django_db
@pytest.mark.parametrize(("handler", "status"), [(bad_request, 400), (forbidden, 403)])
def test_what_was_said_inside_is_not_shown(rf: RequestFactory, handler: object, status: int) -> None:
    answer = handler(rf.get("/en/"), ValueError("the inside"))  # type: ignore[operator]
    assert (answer.status_code, "the inside" in answer.content.decode()) == (status, False)
