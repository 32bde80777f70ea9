"""`xk` as a person and a script meet it: versions, help, mistakes, Ctrl-C, pipes, doctor and completion."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from listed.cli import version
from listed.cli.app import COMMANDS, guarded
from listed.cli.checkup import Finding, checkup
from tests.listed.cli.make_answers import Run


def test_the_version_is_that_of_the_package(xk: Run) -> None:
    assert xk("--version") == (0, f"{version()}\n", "")


def test_the_version_is_said_without_the_parser() -> None:
    code = (
        "import sys, listed.cli; listed.cli.main(['--version']); "
        "sys.exit('rich' in sys.modules or 'cyclopts' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def test_no_words_give_the_help(xk: Run) -> None:
    assert xk() == xk("--help")


@pytest.mark.parametrize("words", [("--help",), *((command, "--help") for command in COMMANDS)])
def test_the_help_text(xk: Run, words: tuple[str, ...], snapshot: SnapshotAssertion) -> None:
    status, out, err = xk(*words)
    assert (status, err) == (0, "")
    assert max(map(len, out.splitlines())) <= 80
    assert out == snapshot


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["audit"], "xk audit: Say what to look at, for example: xk audit npm:country-list"),
        (["audit", ""], "xk audit: A target is empty. Say what to look at, for example: xk audit npm:country-list"),
        (["audit", "x", "--timeout", "0"], "xk audit: --timeout takes a number of seconds above 0, not 0."),
        (["audit", "x", "--timeout", "nan"], "xk audit: --timeout takes a number of seconds above 0, not nan."),
        (["audit", "--jsn", "x"], "xk audit: Unknown option: --jsn. Did you mean --json?"),
        (["audit", "x", "--sarif", "/no/such/x"],
         "xk audit: --sarif cannot write /no/such/x: the folder is not there or not writable."),
        (["audit", "--from", "/no/such"],
         "xk audit: Cannot read the list of targets in /no/such: No such file or directory."),
        (["audti"],
         ('xk: Unknown command "audti". Did you mean "audit"? Available commands: audit, trace, history, patch, '
         "portal, ledger, backup, restore, ...")),
        (["completion", "tcsh"], 'xk completion: Invalid value "tcsh" for SHELL. Choose from: "bash", "zsh", "fish".'),
    ],
)  # fmt: skip
def test_a_mistake_is_said_in_one_sentence(xk: Run, words: list[str], sentence: str) -> None:
    status, out, err = xk(*words)
    assert (status, out, err.splitlines()[0]) == (2, "", sentence)
    assert len(err.splitlines()) <= 2


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_knows_the_commands(xk: Run, shell: str) -> None:
    status, out, _ = xk("completion", shell)
    assert status == 0
    assert all(word in out for word in (*COMMANDS, "sarif", "replace", "port"))


def test_the_doctor_says_the_same_to_people_and_programs(xk: Run) -> None:
    findings = checkup()
    lacking = any(one.required and not one.found for one in findings)
    status, out, _ = xk("doctor", "--json")
    assert status == lacking
    assert [Finding(**json.loads(line)) for line in out.splitlines()] == findings
    status, out, _ = xk("doctor")
    assert status == lacking
    assert all(f" {one.name} " in out and one.said in out and (one.type_this or "") in out for one in findings)


def test_the_doctor_says_what_to_type(xk: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("sys.executable", str(tmp_path / "python3"))
    found = {one.name: one for one in checkup()}
    assert not found["npm"].found
    assert (found["npm"].type_this or "").endswith("apt-get install npm")
    assert found["npm"].said == "missing; needed for npm: packages"
    assert found["python"].found


def test_the_doctor_finds_npm_beside_python(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "npm").touch(mode=0o755)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("sys.executable", str(tmp_path / "python3"))
    found = {one.name: one for one in checkup()}
    assert (found["npm"].found, found["npm"].said) == (True, str(tmp_path / "npm"))


def test_ctrl_c_leaves_without_a_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    def work() -> int:
        raise KeyboardInterrupt

    assert guarded(work, ["audit"]) == 130
    assert capsys.readouterr() == ("", "Stopped.\n")


ENDLESS = """
import sys
from listed.cli.app import COMMANDS, guarded
from listed.cli.report import Manner, report
from listed.verdict.answer import TargetAnswer

def look(targets, stage):
    for target in targets:
        yield TargetAnswer(target, "file", None, "no-country-list")

sys.exit(guarded(lambda: report([str(n) for n in range(100_000)], look, Manner(json=sys.argv[1] == "json")), ["audit"]))
"""


@pytest.mark.parametrize("manner", ["json", "table"])
def test_a_reader_that_goes_away_is_no_error(manner: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", ENDLESS, manner], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 141


def test_a_full_disk_is_said_in_one_sentence() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this machine lacks /dev/full")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-c", ENDLESS, "json"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (done.returncode, done.stderr) == (2, "xk: [Errno 28] No space left on device\n")


def test_output_that_knows_only_ascii_shows_question_marks() -> None:
    code = "import sys; from listed.cli import main; sys.exit(main(['doctor']))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=False,
        env={"PYTHONIOENCODING": "ascii", "PATH": "/bin"},
    )
    assert done.stderr == b""
    assert b"? python" in done.stdout
