"""Files and functions stay short enough to be read at one go, and each module says what flows in and out."""

from __future__ import annotations

import ast
from pathlib import Path

FILE_LINES = 400
FUNCTION_LINES = 60


def functions(tree: ast.Module) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function without its docstring, which may be long where it is the help of a command."""
    first = node.body[0]
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    text = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
    return (node.end_lineno or 0) - node.lineno + 1 - text


def test_files_are_short(root: Path, python_files: list[Path]) -> None:
    written = [path for path in python_files if path.parent.name != "migrations"]  # Django writes those
    sizes = {path: len(path.read_bytes().splitlines()) for path in [*written, root / "run"]}
    assert {str(path.relative_to(root)): size for path, size in sizes.items() if size > FILE_LINES} == {}


def test_functions_are_short(root: Path, python_files: list[Path]) -> None:
    long = {
        f"{path.relative_to(root)}:{node.name}": lines(node)
        for path in python_files
        for node in functions(ast.parse(path.read_bytes()))
        if lines(node) > FUNCTION_LINES
    }
    assert long == {}


def test_modules_say_what_they_do(root: Path, python_files: list[Path]) -> None:
    silent = [
        str(path.relative_to(root))
        for path in python_files
        if path.stat().st_size
        and "migrations" not in path.parts
        and not ast.get_docstring(ast.parse(path.read_bytes()))
    ]
    assert silent == []


def test_rooms_say_what_they_do(root: Path, python_files: list[Path]) -> None:
    doors = [path for path in python_files if path.name == "__init__.py" and root / "src" in path.parents]
    doors = [path for path in doors if "migrations" not in path.parts]  # those are written by Django
    assert [str(path.relative_to(root)) for path in doors if not ast.get_docstring(ast.parse(path.read_bytes()))] == []
