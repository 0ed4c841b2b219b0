# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from laufmappe.casework.backups.keeping import backup_hours, backup_places
from laufmappe.casework.desk import Desk, new_desk
from laufmappe.casework.settings.centre import centre, set_centre
from laufmappe.casework.settings.document import KNOWN, MOST_BYTES, SettingsFile, read_settings_file, settings_text
from laufmappe.casework.settings.locking import idle_minutes, set_idle_minutes
from laufmappe.casework.settings.preset import VARIABLE, Preset, preset_file, read_preset
from laufmappe.casework.settings.retention import retention_months
from laufmappe.casework.settings.whole import apply_preset, import_settings, under_preset, vault_settings
from laufmappe.casework.views import CentreView
from laufmappe.errors import ImportFileError, LaufmappeError
from laufmappe.vault import CHEAP_COST, open_vault

TEXTS = st.text(st.characters(codec="utf-8"), max_size=80)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    **{name: TEXTS for name, known in KNOWN.items() if known.type is str and name.startswith(("centre_", "couns"))},
    "idle_minutes": st.sampled_from([0, 5, 10, 20]),
    "retention_months": st.integers(0, 360),
    "backup_hours": st.sampled_from([2, 4, 8]),
    "backup_place": st.just("/srv/sicherungen"),
    "backup_second_place": st.sampled_from(["/media/stick", ""]),
    "language": st.sampled_from(["de", "en"]),
    "theme": st.sampled_from(["system", "light", "dark"]),
    "printer": TEXTS,
    "both_sides": st.booleans(),
    "grey": st.booleans(),
}


def written(values: dict[str, Any], locked: tuple[str, ...] = (), **more: Any) -> bytes:
    content = {"format": "laufmappe-settings", "version": 1, "locked": list(locked), "settings": values, **more}
    return json.dumps(content).encode()


def preset(values: dict[str, Any], *locked: str) -> Preset:
    return Preset(read_settings_file(written(values, locked)))


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory, empty_vault: Path) -> Iterator[tuple[Desk, Desk]]:
    """Two vaults that settings travel between."""
    folders = [tmp_path_factory.mktemp("settings") / "vault" for _n in range(2)]
    for folder in folders:
        shutil.copytree(empty_vault, folder)
    first, second = (Desk(open_vault(folder, "passphrase")) for folder in folders)
    with closing(first), closing(second):
        yield first, second


@given(st.fixed_dictionaries({}, optional=VALUES))
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_what_goes_out_comes_in_the_same(desks: tuple[Desk, Desk], values: dict[str, Any]) -> None:
    first, second = desks
    import_settings(first, read_settings_file(written(values)), Preset())
    out = settings_text(vault_settings(first))
    everything = {name: "" for name, known in KNOWN.items() if known.in_vault and known.type is str}
    import_settings(second, read_settings_file(written({**everything})), Preset())
    import_settings(second, read_settings_file(out.encode()), Preset())
    assert settings_text(vault_settings(second)) == out
    read = read_settings_file(out.encode())
    assert read.faults == ()
    assert settings_text(read.values) == out


def test_a_file_sets_what_it_names_and_nothing_else(desk: Desk) -> None:
    set_centre(desk, CentreView(name="Beratungsstelle", phone="0521 1", counsellor="Maria"))
    changed = import_settings(
        desk, read_settings_file(written({"centre_web": "b.example", "idle_minutes": 5})), Preset()
    )
    assert centre(desk) == CentreView(name="Beratungsstelle", phone="0521 1", counsellor="Maria", web="b.example")
    assert idle_minutes(desk) == 5
    desk.undo(changed.operation)
    assert (centre(desk).web, idle_minutes(desk)) == ("", 10)


def test_an_empty_text_takes_a_setting_away(desk: Desk) -> None:
    set_centre(desk, CentreView(name="Beratungsstelle", phone="0521 1"))
    import_settings(desk, read_settings_file(written({"centre_phone": ""})), Preset())
    assert centre(desk) == CentreView(name="Beratungsstelle")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "JSON"),
        (b"[]", "keine Datei mit Einstellungen"),
        (b"{}", "keine Datei mit Einstellungen"),
        (b'{"format": "laufmappe-case", "version": 1}', "keine Datei mit Einstellungen"),
        (b'{"format": "laufmappe-settings"}', "Version"),
        (b'{"format": "laufmappe-settings", "version": true}', "Version"),
        (b'{"format": "laufmappe-settings", "version": 2}', "neueren Version"),
        (b'{"format": "laufmappe-settings", "version": 1, "settings": []}', "Klammern"),
        (b'{"format": "laufmappe-settings", "version": 1, "locked": "theme"}', "Klammern"),
        (b"[" * 5000, "verschachtelt"),
        (b" " * (MOST_BYTES + 1), "zu groß"),
        (b'{"format": "laufmappe-settings", "version": 1, "settings": {"theme": "dark", "theme": "light"}}', "zweimal"),
    ],
)
def test_a_hostile_file_is_refused_in_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(ImportFileError, match=words):
        read_settings_file(data)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"idle_minute": 5}, "idle_minute.*gibt es nicht"),
        ({"passphrase": "geheim"}, "passphrase.*gibt es nicht"),
        ({"idle_minutes": "5"}, "ganze Zahl"),
        ({"idle_minutes": True}, "ganze Zahl"),
        ({"idle_minutes": 5.0}, "ganze Zahl"),
        ({"idle_minutes": 10**400}, "Möglich ist nur"),
        ({"idle_minutes": 7}, "5, 10, 20, 0"),
        ({"retention_months": -1}, "360"),
        ({"centre_name": None}, "Text"),
        ({"centre_name": "x" * 301}, "zu lang"),
        ({"centre_name": {"a": 1}}, "Text"),
        ({"logo": "kein base64!"}, "Base64"),
        ({"logo": "PHN2Zy8+"}, "PNG oder JPEG"),
        ({"backup_place": "nur/relativ"}, "vollständiger Pfad"),
        ({"backup_place": "/a\u0000b"}, "Ordner"),
        ({"backup_place": "/" + "x" * 2000}, "Ordner"),
        ({"theme": "purple"}, "dark"),
        ({"grey": 1}, "true oder false"),
    ],
)
def test_what_can_not_be_taken_is_named_and_changes_nothing(desk: Desk, values: dict[str, Any], words: str) -> None:
    before = vault_settings(desk)
    file = read_settings_file(written({"centre_phone": "0521 1", **values}))
    assert file.values == {"centre_phone": "0521 1"}
    with pytest.raises(ImportFileError, match=words):
        import_settings(desk, file, Preset())
    assert vault_settings(desk) == before


def test_places_that_this_vault_can_not_have_are_refused_whole(desk: Desk) -> None:
    inside = str(desk.vault.folder / "hier")
    for values in ({"backup_place": inside}, {"backup_place": "/srv/a", "backup_second_place": "/srv/a"}):
        with pytest.raises(ImportFileError, match="nichts übernommen"):
            import_settings(desk, read_settings_file(written({"centre_phone": "1", **values})), Preset())
    assert centre(desk).phone == ""


def test_a_place_whose_folder_above_is_there_is_made(desk: Desk, tmp_path: Path) -> None:
    values = {"backup_place": str(tmp_path / "neu"), "backup_second_place": str(tmp_path / "fehlt" / "stick")}
    import_settings(desk, read_settings_file(written(values)), Preset())
    assert backup_places(desk).first == tmp_path / "neu"
    assert (tmp_path / "neu").is_dir()
    assert not (tmp_path / "fehlt").exists()


def test_a_file_of_another_system_is_taken_without_its_folders(desk: Desk) -> None:
    elsewhere = "C:\\Sicherungen" if Path("/").is_absolute() else "/srv/sicherungen"
    file = read_settings_file(written({"backup_place": elsewhere, "centre_phone": "1"}))
    assert (file.faults, len(file.remarks)) == ((), 1)
    import_settings(desk, file, Preset())
    assert (centre(desk).phone, backup_places(desk).chosen) == ("1", False)


def test_a_path_may_name_the_account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "maria")
    monkeypatch.setenv("HOME", "/home/maria")
    read = read_settings_file(written({"backup_place": "/srv/{account}", "backup_second_place": "~/Sicherungen"}))
    assert read.values == {"backup_place": "/srv/maria", "backup_second_place": "/home/maria/Sicherungen"}


def test_a_new_vault_begins_with_what_the_administrator_has_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "settings.json"
    values = {"centre_name": "Beratungsstelle", "centre_hours": "Mo–Fr", "idle_minutes": 5, "backup_hours": 2}
    path.write_bytes(written({**values, "retention_months": 60}, ("idle_minutes",)))
    monkeypatch.setenv(VARIABLE, str(path))
    desk, _key = new_desk(tmp_path / "v", "passphrase", "Maria", cost=CHEAP_COST)
    with closing(desk):
        assert under_preset(desk).locked == {"idle_minutes"}
        assert centre(desk) == CentreView(name="Beratungsstelle", hours="Mo–Fr", counsellor="Maria")
        assert (idle_minutes(desk), backup_hours(desk), retention_months(desk)) == (5, 2, 60)


def test_what_was_chosen_in_the_vault_stays_unless_it_is_locked(desk: Desk) -> None:
    set_centre(desk, CentreView(name="Eigene Stelle", counsellor="Maria"))
    set_idle_minutes(desk, 20)
    offered = preset(
        {"centre_name": "Andere", "idle_minutes": 5, "centre_hours": "immer", "backup_hours": 8}, "idle_minutes"
    )
    assert apply_preset(desk, offered) is not None
    assert centre(desk).name == "Eigene Stelle"
    # The hours were left empty by somebody who saw the field.
    assert (idle_minutes(desk), centre(desk).hours, backup_hours(desk)) == (5, "", 8)
    assert apply_preset(desk, offered) is None
    set_idle_minutes(desk, 0)
    apply_preset(desk, offered)
    assert idle_minutes(desk) == 5


def test_a_file_does_not_get_round_the_administrator(desk: Desk) -> None:
    locked = preset({"idle_minutes": 5, "theme": "dark"}, "idle_minutes", "theme", "backup_place")
    for values in ({"idle_minutes": 0}, {"theme": "light"}, {"backup_place": "/srv/x"}):
        with pytest.raises(ImportFileError, match="Administration"):
            import_settings(desk, read_settings_file(written({"centre_phone": "1", **values})), locked)
    assert centre(desk).phone == ""
    import_settings(desk, read_settings_file(written({"centre_phone": "1", "idle_minutes": 5})), locked)
    assert centre(desk).phone == "1"


def test_places_in_the_vault_itself_are_left_out_of_what_the_administrator_set(desk: Desk) -> None:
    apply_preset(desk, preset({"backup_place": str(desk.vault.folder / "x"), "centre_phone": "1"}, "backup_place"))
    assert (centre(desk).phone, backup_places(desk).chosen) == ("1", False)


def test_a_mistake_of_the_administrator_is_told_and_the_rest_applies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(written({"idle_minute": 5, "theme": "dark"}, ("theme", "nonsense"), note="x"))
    monkeypatch.setenv(VARIABLE, str(path))
    read = read_preset()
    assert read.file.values == {"theme": "dark"}
    assert read.locked == {"theme"}
    assert [word for word in ("idle_minute", "nonsense", "note") if any(word in fault for fault in read.faults)] != []
    assert len(read.faults) == 3
    assert all(str(path) in fault for fault in read.faults)


def test_a_file_of_the_administrator_that_can_not_be_read_sets_nothing_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "settings.json"
    monkeypatch.setenv(VARIABLE, str(path))
    for content in (None, b"{", b"\xff", b""):
        if content is not None:
            path.write_bytes(content)
        read = read_preset()
        assert (read.file, len(read.faults)) == (SettingsFile(), 1)
        assert str(path) in read.faults[0]
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    assert len(read_preset().faults) == 1
    monkeypatch.setenv(VARIABLE, "")
    assert read_preset() == Preset()


def test_without_the_variable_the_file_has_its_place_on_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE)
    path = preset_file()
    assert path is not None
    assert path.name == "settings.json"
    assert path.is_absolute()


@given(
    st.binary(max_size=300)
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*KNOWN, "x"]), inner, max_size=4),
    )
)
def test_anything_is_read_or_refused_and_nothing_else(content: Any) -> None:
    data = content if isinstance(content, bytes) else written({}, settings=content)
    try:
        file = read_settings_file(data)
    except LaufmappeError:
        return
    assert set(file.values) <= set(KNOWN)
    again = read_settings_file(settings_text(file.values).encode())
    assert again.values == file.values
    assert again.faults == ()
