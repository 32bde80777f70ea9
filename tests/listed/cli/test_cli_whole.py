"""`xk audit` from the command line to the engine and back, on files of our own."""

from __future__ import annotations

import io
import json
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from babel import Locale

from listed.cli import main
from tests.listed.cli.make_answers import Run


def make_page(kosovo: bool) -> str:
    """A page with one country select of the whole world."""
    names = Locale("en").territories
    codes = [
        code for code in names if len(code) == 2 and code.isalpha() and code not in ("EU", "EZ", "UN", "XA", "XB", "ZZ")
    ]
    options = [
        f'<option value="{code}">{names[code]}</option>'
        for code in sorted(codes, key=names.get)
        if kosovo or code != "XK"
    ]
    return f"<!doctype html>\n<title>Sign up</title>\n<select name=country>{''.join(options)}</select>\n"


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a page that lists Kosovo, with.html, and one that does not, without.html."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "with.html").write_text(make_page(kosovo=True), "utf-8")
    (tmp_path / "without.html").write_text(make_page(kosovo=False), "utf-8")
    return tmp_path


def test_each_page_gets_its_verdict_and_the_worst_its_status(pages: Path, xk: Run) -> None:
    status, out, err = xk("audit", "--json", "with.html", "gone.html", "without.html")
    answers = [json.loads(line) for line in out.splitlines()]
    assert [(one["target"], one["verdict"], bool(one["error"])) for one in answers] == [
        ("with.html", "listed", False),
        ("gone.html", None, True),
        ("without.html", "missing", False),
    ]
    assert (status, err) == (2, "")
    assert xk("audit", "with.html")[0] == 0
    assert xk("audit", "without.html")[0] == 1


def test_the_list_is_explained(pages: Path, xk: Run) -> None:
    _, out, _ = xk("audit", "--explain", "without.html")
    lines = [line.split() for line in out.splitlines()]
    here = next(number for number, line in enumerate(lines) if line[:1] == ["──▶"])
    assert lines[here][1:] == ["Kosovo", "would", "stand", "here"]


def test_sarif_names_the_file_and_its_line(pages: Path, xk: Run) -> None:
    assert xk("audit", "--sarif", "out.sarif", ".")[0] == 1
    [run] = json.loads((pages / "out.sarif").read_text("utf-8"))["runs"]
    [result] = run["results"]
    assert result["ruleId"] == "missing"
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "without.html"},
        "region": {"startLine": 3},
    }


def test_a_folder_audited_twice_says_the_same(pages: Path, xk: Run) -> None:
    first, second = xk("audit", ".", "--json"), xk("audit", ".", "--json")
    assert first == second
    places = [(one["where"], one["verdict"]) for one in json.loads(first[1])["lists"]]
    assert places == [
        ('with.html#select[name="country"]', "listed"),
        ('without.html#select[name="country"]', "missing"),
    ]


def test_a_page_on_standard_input(xk: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    data = io.TextIOWrapper(io.BytesIO(make_page(kosovo=False).encode()), "utf-8")
    monkeypatch.setattr("sys.stdin", data)
    status, out, _ = xk("audit", "--json", "-")
    answer = json.loads(out)
    assert (status, answer["target"], answer["verdict"]) == (1, "-", "missing")


def test_ctrl_c_leaves_at_once_though_a_server_does_not_answer(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        words = ["audit", address, "--allow-private", "--ignore-robots"]
        # Tests that run in the background of a shell inherit that Ctrl+C is ignored; a person's terminal does not.
        heard = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
        command = [
            sys.executable,
            "-c",
            f"{heard}; import sys; from listed.cli import main; sys.argv[1:] = {words}; sys.exit(main())",
        ]
        with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True) as xk:
            held, _ = server.accept()  # else it is closed at once, which is an answer
            pressed = time.monotonic()
            xk.send_signal(signal.SIGINT)
            with held:
                out, err = xk.communicate(timeout=50)
    assert (xk.returncode, out, err) == (130, b"", b"Stopped.\n")
    assert time.monotonic() - pressed < 20


def test_main_takes_the_words_of_the_process(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["xk", "--version"])
    assert main() == 0
    assert capsys.readouterr().out
