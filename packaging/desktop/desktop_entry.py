"""The desktop entry: how menus and file managers show Atlas, and what they start it with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop import identity


def desktop_entry(icon: str = identity.NAME) -> str:
    """The text of the `.desktop` file; `icon` is its name in the icon theme."""
    words = identity.words()
    lines = [
        "[Desktop Entry]",
        "Type=Application",
        "Version=1.4",
        "Name=Atlas",
        *_in_all("GenericName", words["generic_name"]),
        *_in_all("Comment", words["comment"]),
        *_in_all("Keywords", {tag: _listed(found) for tag, found in words["keywords"].items()}),
        f"Icon={icon}",
        f"Exec={identity.NAME} open %U",
        "Terminal=false",
        "StartupNotify=true",
        f"StartupWMClass={identity.NAME}",
        "Categories=Education;Humanities;Qt;",
        f"MimeType={identity.MEDIA_TYPE};x-scheme-handler/{identity.SCHEME};",
        "Actions=new-window;search;",
        "",
        *_action("new-window", words["new_window"], "--new-window", icon),
        "",
        *_action("search", words["search"], "--find", icon),
    ]
    return "\n".join(lines) + "\n"


def _action(name: str, words: Mapping[str, str], option: str, icon: str) -> list[str]:
    return [
        f"[Desktop Action {name}]",
        *_in_all("Name", words),
        f"Icon={icon}",
        f"Exec={identity.NAME} {option}",
    ]


def _in_all(key: str, words: Mapping[str, str]) -> list[str]:
    """A line for each language, English without its name."""
    return [
        f"{key}={_escaped(words[tag])}" if tag == "en" else f"{key}[{tag}]={_escaped(words[tag])}"
        for tag in identity.LANGUAGES
    ]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n")


def _listed(words: Sequence[str]) -> str:
    return "".join(word.replace(";", "\\;") + ";" for word in words)
