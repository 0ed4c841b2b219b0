# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The printed folder: from the picture of a case to sheets of paper in German and the language of the person.

`make` draws (`make_folder`, `make_overview`), `contents` says which sheets there are, `reprint` what the newcomer holds
already, `handout` brings one folder on its way, `words` and `doubts` know the languages.
"""
