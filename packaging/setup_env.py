"""What `make` calls: see to system packages and the virtual environment, then do the job.

    setup_env.py setup [run|develop]    only prepare
    setup_env.py run [ARGUMENT ...]     open Atlas; without a display, show what it does in files
    setup_env.py test [ARGUMENT ...]    run the tests; the arguments go to pytest
    setup_env.py build                  see to what building the packages needs
    setup_env.py tool NAME [ARG ...]    run a command of the environment, such as ruff

Standard library only, for a machine that has nothing but python3, pip and make. As root it
installs what the system lacks; otherwise it prints the exact line to type.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import python_env
import system_needs

FIRST_LOOK = Path("build") / "first-look"
VALIDATOR = python_env.ROOT.parent / "shared" / "tools" / "verapdf" / "verapdf-check"
USAGE = 2
# Each process of the tests holds its own windows and documents: some 600 MB.
MOST_AT_ONCE = 4
WINDOW = (*system_needs.QT, *system_needs.X11)


def main(arguments: list[str]) -> int:
    """Carry out one job; its exit status, 1 if it could not be begun, 2 for wrong usage."""
    jobs = {"setup": setup, "run": run, "test": test, "build": build, "tool": tool}
    job, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    known_profile = not rest or rest[0] in python_env.LOCKS
    if job not in jobs or (job == "setup" and not known_profile) or (job == "tool" and not rest):
        print(__doc__, file=sys.stderr)
        return USAGE
    try:
        python_env.check_python()
        return jobs[job](rest)
    except python_env.SetupError as error:
        print(error, file=sys.stderr)
        return 1


def setup(arguments: list[str]) -> int:
    """Prepare for running ("run", the default) or for working on Atlas ("develop")."""
    profile = arguments[0] if arguments else "run"
    testing = system_needs.TESTING if profile == "develop" else ()
    lacking = provide((*WINDOW, *system_needs.FONTS, *testing))
    python_env.ensure(profile)
    return 1 if needed(lacking, system_needs.QT, "open its window") else 0


def run(arguments: list[str]) -> int:
    """Open the window, or without a display do the main job in files."""
    lacking = provide((*WINDOW, *system_needs.FONTS))
    python_env.ensure("run")
    atlas = str(python_env.executable("atlas-gui"))
    reason = reason_for_no_window()
    if reason and not arguments:
        print(f"{reason} So, without a window: a search, a PDF and a picture of the window.")
        print(f"They go to the folder {FIRST_LOOK}{os.sep}", flush=True)
        return run_command([atlas, "first-look", "--output", str(FIRST_LOOK)])
    group = system_needs.QT if os.environ.get("WAYLAND_DISPLAY") else WINDOW
    if not arguments and needed(lacking, group, "open its window"):
        return 1
    return run_command([atlas, *arguments])


def reason_for_no_window() -> str:
    """What Atlas itself says on why it could not show a window here; nothing if it could."""
    ask = "from atlas_gui.display import reason_for_no_window as reason; print(reason())"
    command = [str(python_env.executable("python")), "-c", ask]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test(arguments: list[str]) -> int:
    """Run the tests; a test that lacks something is skipped by name and counted."""
    validating = system_needs.VALIDATING if VALIDATOR.exists() else ()
    lacking = provide((*WINDOW, *system_needs.FONTS, *system_needs.TESTING, *validating))
    python_env.ensure("develop")
    if needed(lacking, system_needs.QT, "be tested"):
        return 1
    command = [str(python_env.executable("python")), "-m", "pytest"]
    return run_command([*command, *side_by_side(arguments), *arguments])


def side_by_side(arguments: list[str]) -> tuple[str, ...]:
    """What has pytest run as many files at once as there are cores; `-n 0` behind it takes it back."""
    if any(argument.endswith("no:xdist") for argument in arguments):
        return ()
    # Files with slow tests come first (tests/conftest.py), so that nobody waits for them at the end.
    most = ("--numprocesses", "auto", "--maxprocesses", str(MOST_AT_ONCE))
    # A process that died is a failure; a second one in its place may wait for ever (pytest-xdist #1378).
    end = ("--max-worker-restart", "0")
    return (*most, *end, "--dist", "loadfile", "--no-loadscope-reorder")


def build(_arguments: list[str]) -> int:
    """See to what building needs; a package whose tools are not to be had is left out when building."""
    building: tuple[system_needs.Need, ...] = (*system_needs.BUILDING, *system_needs.BUNDLED)
    if sysconfig.get_config_var("Py_ENABLE_SHARED") != 1:
        # Debian's python3 has it inside; PyInstaller wants it beside.
        building = (*building, system_needs.python_library())
    lacking = provide((*WINDOW, *system_needs.FONTS, *building))
    python_env.ensure("develop")
    return 1 if needed(lacking, building, "be packaged") else 0


def tool(arguments: list[str]) -> int:
    """Run a command of the environment for development."""
    python_env.ensure("develop")
    return run_command([str(python_env.executable(arguments[0])), *arguments[1:]])


def provide(needs: tuple[system_needs.Need, ...]) -> list[system_needs.Need]:
    """Install what of `needs` is missing, or say how; what is still missing afterwards."""
    lacking = system_needs.missing(needs)
    if lacking and system_needs.may_install():
        fault = system_needs.install(lacking)
        lacking = system_needs.missing(needs)
        if lacking:
            names = " ".join(need.package for need in lacking)
            print(f"Not to be had: {names} ({fault})", file=sys.stderr)
    elif lacking:
        print(
            f"The system lacks some packages. Type:\n\n    {system_needs.install_line(lacking)}\n",
            file=sys.stderr,
        )
    return lacking


def needed(
    lacking: list[system_needs.Need], group: tuple[system_needs.Need, ...], job: str
) -> bool:
    """Whether something of `group` is lacking; says that Atlas cannot do `job` without it."""
    names = [_in_words(need) for need in lacking if need in group]
    if names:
        print(
            f"Atlas cannot {job} without these parts of the system: {', '.join(names)}."
            " Install them, then give this command again.",
            file=sys.stderr,
        )
    return bool(names)


def _in_words(need: system_needs.Need) -> str:
    return f"{need.library or need.command or need.files} (package {need.package})"


def run_command(command: list[str]) -> int:
    """Run `command` in the project's folder and pass its exit status on."""
    sys.stdout.flush()
    try:
        status = subprocess.run(command, cwd=python_env.ROOT, check=False).returncode
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        print(f"{command[0]} does not start: {error}", file=sys.stderr)
        return 1
    # A negative status is the signal that ended it; the shell counts those from 128.
    return status if status >= 0 else 128 - status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
